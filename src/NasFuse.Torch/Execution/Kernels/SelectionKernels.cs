using NasFuse.Core.Graphs;
using static NasFuse.Torch.Execution.ComposedKernels;

namespace NasFuse.Torch.Execution;

/// <summary>What picks values among channels.</summary>
internal static class SelectionKernels
{
    public static Kernel TakeMinimum(GroupMinimum minimum, TensorShape output) =>
        InOwnScope((inputs, _) => inputs[0].reshape(-1, output.Channels, minimum.Count, output.Height, output.Width).amin(2));

    public static Kernel KeepLargest(KeepLargest largest, TensorShape shape)
    {
        var count = Math.Min(largest.Count, shape.Channels);
        return InOwnScope((inputs, _) =>
        {
            var (values, _) = inputs[0].detach().topk(count, dim: 1);
            return inputs[0].mul(inputs[0].ge(values.narrow(1, count - 1, 1)));
        });
    }
}
