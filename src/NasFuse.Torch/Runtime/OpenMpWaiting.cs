using System.Runtime.InteropServices;

namespace NasFuse.Torch.Runtime;

/// <summary>Makes idle threads of the tensor library sleep instead of spin.</summary>
/// <remarks>
/// GNU OpenMP lets threads spin at every barrier by default. On a machine that others use too, a spinning thread holds the processor that the
/// awaited one needs: with two busy neighbours on two cores training took five times as long. The variable is read when the library is
/// loaded, so it is set in the C environment right before (the .NET one does not reach it); one that the user has set is kept.
/// </remarks>
internal static partial class OpenMpWaiting
{
    private const string Policy = "OMP_WAIT_POLICY";

    /// <summary>Has to be called before the native library is loaded; does nothing outside Linux.</summary>
    public static void SleepWhenIdle()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable(Policy) is not null || Environment.GetEnvironmentVariable("GOMP_SPINCOUNT") is not null) return;
        _ = SetEnvironment(Policy, "PASSIVE", 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
