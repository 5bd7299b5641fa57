using NasFuse.Core.Graphs;
using F = TorchSharp.torch.nn.functional;
using static NasFuse.Torch.Execution.ComposedKernels;

namespace NasFuse.Torch.Execution;

/// <summary>Pooling indices, <c>row · width + column</c> of the largest value of each window as int64, and what reads them.</summary>
internal static class UnpoolingKernels
{
    public static Kernel FindLargest(PoolingIndices pooling)
    {
        long[] kernel = [pooling.Kernel, pooling.Kernel];
        return InOwnScope((inputs, _) => F.max_pool2d_with_indices(inputs[0].detach(), kernel, kernel, ceil_mode: true).indices);
    }

    public static Kernel Unpool(Unpooling unpooling, TensorShape shape) => InOwnScope((inputs, _) =>
    {
        var batch = Math.Max(inputs[0].shape[0], inputs[1].shape[0]);
        var values = inputs[0].flatten(2).expand(batch, -1, -1);
        var empty = torch.zeros([batch, shape.Channels, unpooling.Size.Height * unpooling.Size.Width], values.dtype, values.device);
        return empty.scatter(2, inputs[1].flatten(2).expand(batch, -1, -1), values).reshape(batch, shape.Channels, unpooling.Size.Height, unpooling.Size.Width);
    });
}
