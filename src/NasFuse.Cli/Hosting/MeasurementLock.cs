using NasFuse.Torch.Runtime;

namespace NasFuse.Cli.Hosting;

/// <summary>The file by which processes on one machine and device measure one after the other.</summary>
internal static class MeasurementLock
{
    /// <summary>Path of the file; the same for all names of a device, also <c>auto</c>.</summary>
    /// <exception cref="Core.Diagnostics.UserErrorException">There is no such device.</exception>
    public static string Of(string device)
    {
        var resolved = TorchRuntime.Resolve(device, new("--device"));
        return Path.Combine(Path.GetTempPath(), $"nasfuse-measure-{resolved.ToString().Replace(':', '-')}.lock");
    }
}
