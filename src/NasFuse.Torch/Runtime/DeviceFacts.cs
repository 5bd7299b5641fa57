using NasFuse.Core.Reproducibility;

namespace NasFuse.Torch.Runtime;

/// <summary>What a device is.</summary>
/// <param name="Name">Name of its model: the processor's, or the GPU's.</param>
/// <param name="MemoryBytes">Memory that networks can use on it, bytes.</param>
/// <param name="Cuda">Version of CUDA that its driver knows, or null for a CPU.</param>
public sealed record DeviceFacts(string Name, long MemoryBytes, string? Cuda)
{
    /// <summary>Facts of a device. Where a GPU's driver does not answer, its name is that of the device and its memory unknown: 0.</summary>
    public static DeviceFacts Of(Device device)
    {
        if (device.type == DeviceType.CPU) return new DeviceFacts(HostEnvironment.Current.Processor, HostEnvironment.Current.MemoryBytes, null);
        return CudaDriver.Find(device.index) is { } found
            ? new DeviceFacts(found.Name, found.MemoryBytes, found.Version)
            : new DeviceFacts($"cuda:{device.index}", 0, null);
    }
}
