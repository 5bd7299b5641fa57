using System.Runtime.InteropServices;
using System.Text;

namespace NasFuse.Torch.Runtime;

/// <summary>Asks the driver of NVIDIA devices what TorchSharp does not tell. It numbers devices as the tensor library does.</summary>
/// <remarks>Thread-safe. Source: CUDA Driver API, chapters 6.2 (initialization), 6.3 (version) and 6.5 (devices).</remarks>
internal static partial class CudaDriver
{
    private const string Library = "cuda";

    private const int LongestName = 256;

    static CudaDriver() => NativeLibrary.SetDllImportResolver(typeof(CudaDriver).Assembly, (name, _, _) => name == Library ? Load() : 0);

    /// <summary>Name of a device's model, e.g. <c>NVIDIA H100 80GB HBM3</c>, its memory in bytes, and the version of CUDA that the driver knows.</summary>
    /// <param name="index">0-based number of the device.</param>
    /// <returns>Null where the driver does not answer.</returns>
    public static (string Name, long MemoryBytes, string Version)? Find(int index)
    {
        var name = new byte[LongestName];
        try
        {
            if (Initialize(0) != 0 || Device(out var device, index) != 0 || Name(name, LongestName, device) != 0) return null;
            if (Memory(out var bytes, device) != 0 || Version(out var version) != 0) return null;
            var text = Encoding.UTF8.GetString(name.AsSpan(0, Math.Max(0, Array.IndexOf(name, (byte)0))));
            return (text, (long)bytes, $"{version / 1000}.{version % 1000 / 10}");
        }
        catch (Exception failure) when (failure is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    private static nint Load() => NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1", out var library) ? library : 0;

    [LibraryImport(Library, EntryPoint = "cuInit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Initialize(uint flags);

    [LibraryImport(Library, EntryPoint = "cuDriverGetVersion")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Version(out int version);

    [LibraryImport(Library, EntryPoint = "cuDeviceGet")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Device(out int device, int ordinal);

    [LibraryImport(Library, EntryPoint = "cuDeviceGetName")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Name([Out] byte[] name, int length, int device);

    [LibraryImport(Library, EntryPoint = "cuDeviceTotalMem_v2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Memory(out nuint bytes, int device);
}
