using NasFuse.Core.Diagnostics;

namespace NasFuse.Torch.Runtime;

/// <summary>The native tensor library: loaded once, with an error that names the cause, and its devices.</summary>
/// <remarks>Thread-safe.</remarks>
public static class TorchRuntime
{
    private static readonly Lazy<string?> s_complaint = new(TryLoad);

    /// <summary>What is wrong with the native library, or null when it is loaded and works.</summary>
    public static string? Complaint => s_complaint.Value;

    /// <summary>Version of libtorch, e.g. <c>2.10</c>.</summary>
    /// <exception cref="TorchUnavailableException">The library cannot be loaded.</exception>
    public static string Version
    {
        get
        {
            Load();
            var version = System.Version.Parse(torch.__version__);
            return $"{version.Major}.{version.Minor}";
        }
    }

    /// <summary>Number of CUDA devices that can be used.</summary>
    /// <exception cref="TorchUnavailableException">The library cannot be loaded.</exception>
    public static int CudaDevices
    {
        get
        {
            Load();
            return torch.TryInitializeDeviceType(DeviceType.CUDA) && torch.cuda.is_available() ? torch.cuda.device_count() : 0;
        }
    }

    /// <summary>Loads the native library; cheap after the first call.</summary>
    /// <exception cref="TorchUnavailableException">The library cannot be loaded.</exception>
    public static void Load()
    {
        if (Complaint is { } complaint) throw new TorchUnavailableException($"TorchSharp's native library does not load. {complaint}");
    }

    /// <summary>Finds a device by name.</summary>
    /// <param name="name"><c>cpu</c>, <c>cuda:n</c>, or <c>auto</c>: the first CUDA device, else the CPU.</param>
    /// <param name="place">What an error points at.</param>
    /// <exception cref="UserErrorException">No such device, or the name is none.</exception>
    /// <exception cref="TorchUnavailableException">The library cannot be loaded.</exception>
    public static Device Resolve(string name, SourcePlace place)
    {
        Load();
        if (name == "cpu") return torch.CPU;
        var available = CudaDevices;
        if (name == "auto") return available > 0 ? new Device(DeviceType.CUDA, 0) : torch.CPU;
        if (!name.StartsWith("cuda:", StringComparison.Ordinal) || !int.TryParse(name.AsSpan(5), out var index) || index < 0)
            throw new UserErrorException(place, ErrorCodes.UnknownName, $"'{name}' is no device; use auto, cpu or cuda:n");
        if (index >= available)
            throw new UserErrorException(place, ErrorCodes.NoDevice, $"device '{name}' is not there: {Count(available)} found; use auto or cpu, or build with -p:TorchBackend=cuda on a machine with an NVIDIA GPU");
        return new Device(DeviceType.CUDA, index);
    }

    /// <summary>Sets the number of CPU threads of tensor operations called from this thread.</summary>
    public static void UseThreads(int threads)
    {
        Load();
        torch.set_num_threads(threads);
    }

    /// <summary>A device as shown and stored: <c>cpu (2 threads)</c>, <c>cuda:0</c>.</summary>
    public static string Describe(Device device, int threads) =>
        device.type == DeviceType.CPU ? $"cpu ({threads} thread{(threads == 1 ? "" : "s")})" : $"cuda:{device.index}";

    /// <summary>Waits until a device has done all it was asked; nothing to wait for on the CPU.</summary>
    public static void Synchronize(Device device)
    {
        if (device.type == DeviceType.CUDA) torch.cuda.synchronize(device);
    }

    private static string Count(int devices) => devices == 0 ? "no CUDA device" : $"{devices} CUDA device{(devices == 1 ? "" : "s")}";

    private static string? TryLoad()
    {
        OpenMpWaiting.SleepSoon();
        // The loader is asked first: a failed load inside TorchSharp copies a gigabyte of libraries about before it gives up.
        if (File.Exists(NativeLibraryCheck.ExpectedPath) && NativeLibraryCheck.Complain(NativeLibraryCheck.ExpectedPath) is { } complaint) return complaint;
        try
        {
            torch.InitializeDeviceType(DeviceType.CPU);
            return null;
        }
        catch (Exception failure) when (failure is NotSupportedException or TypeInitializationException or DllNotFoundException or FileNotFoundException)
        {
            return NativeLibraryCheck.Complain(NativeLibraryCheck.ExpectedPath) ?? failure.Message;
        }
    }
}
