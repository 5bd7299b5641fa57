using NasFuse.Core.Graphs;
using F = TorchSharp.torch.nn.functional;

namespace NasFuse.Torch.Execution;

/// <summary>Pooling over windows and bins.</summary>
internal static class PoolingKernels
{
    public static Kernel Pool(Pooling pooling)
    {
        long[] kernel = [pooling.Kernel, pooling.Kernel], stride = [pooling.Stride, pooling.Stride], padding = [pooling.Padding, pooling.Padding];
        return pooling.Function == PoolingFunction.Max
            ? (inputs, _) => F.max_pool2d(inputs[0], kernel, stride, padding, ceil_mode: pooling.CeilMode)
            : (inputs, _) => F.avg_pool2d(inputs[0], kernel, stride, padding, pooling.CeilMode, count_include_pad: true);
    }

    public static Kernel AverageToGrid(Size grid)
    {
        long[] size = [grid.Height, grid.Width];
        return (inputs, _) => F.adaptive_avg_pool2d(inputs[0], size);
    }
}
