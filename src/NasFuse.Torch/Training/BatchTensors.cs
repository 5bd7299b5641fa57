using NasFuse.Data.Loading;

namespace NasFuse.Torch.Training;

/// <summary>Brings batches onto a device.</summary>
public static class BatchTensors
{
    /// <summary>The images, <c>[N, 3, H, W] float32</c>; copied, so that the batch may be used again.</summary>
    public static Tensor Images(Batch batch, Device device) =>
        Copy<float>(batch.Images.AsMemory(0, batch.Count * 3 * batch.Size.Height * batch.Size.Width), [batch.Count, 3, batch.Size.Height, batch.Size.Width], torch.float32).to(device);

    /// <summary>The labels, <c>[N, H, W] int64</c>; copied, so that the batch may be used again.</summary>
    public static Tensor Labels(Batch batch, Device device) =>
        Copy<byte>(batch.Labels.AsMemory(0, batch.Count * batch.Size.Height * batch.Size.Width), [batch.Count, batch.Size.Height, batch.Size.Width], torch.uint8).to(device).to(torch.int64);

    private static Tensor Copy<T>(ReadOnlyMemory<T> values, long[] shape, torch.ScalarType type)
        where T : unmanaged
    {
        var tensor = torch.empty(shape, type);
        values.Span.CopyTo(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, T>(tensor.bytes));
        return tensor;
    }
}
