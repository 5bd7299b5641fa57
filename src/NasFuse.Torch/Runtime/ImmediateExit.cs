using System.Runtime.InteropServices;

namespace NasFuse.Torch.Runtime;

/// <summary>Ends the process without tidying up.</summary>
/// <remarks>
/// An orderly exit destroys the tensor library's tables under trainings that still run; what they then throw must not be recorded. Files are safe: the
/// store survives a kill at any time.
/// </remarks>
public static partial class ImmediateExit
{
    /// <summary>Ends it; does not return.</summary>
    /// <param name="code">Exit code, 0..255.</param>
    public static void Now(int code)
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()) Exit(code);
        else Environment.Exit(code);
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void Exit(int code);
}
