using NasFuse.Core.Graphs;
using F = TorchSharp.torch.nn.functional;
using static NasFuse.Torch.Execution.ComposedKernels;

namespace NasFuse.Torch.Execution;

/// <summary>What looks at the window around each position. All windows are laid out at once, which is much faster than one offset after the other.</summary>
internal static class WindowKernels
{
    public static Kernel Sum(WindowSum sum, TensorShape output) => InOwnScope((inputs, _) =>
        Unfold(inputs[1].Widen(), sum.Window, sum.Dilation, output).mul(inputs[0].Widen().unsqueeze(1)).sum(dim: 2));

    public static Kernel Relate(WindowAffinity affinity, TensorShape input, Device device)
    {
        var (window, dilation) = (affinity.Window, affinity.Dilation);
        var perRow = affinity.ExponentsPerRow(input.Height);
        var perColumn = affinity.ExponentsPerColumn(input.Width);
        var others = affinity.Others();
        return InOwnScope((inputs, _) =>
        {
            var exponents = torch.tensor(perRow, [1, others.Length, input.Height, 1], device: device).Plus(torch.tensor(perColumn, [1, others.Length, 1, input.Width], device: device));
            if (affinity.ValueDeviation is { } deviation)
            {
                var image = inputs[0].Widen();
                var difference = Unfold(image, window, dilation, input).sub(image.unsqueeze(2));
                exponents = exponents.Plus(difference.mul(difference).sum(dim: 1).Times(-0.5 / (deviation * deviation)));
            }
            return exponents.softmax(1).mul(torch.tensor(others, [1, others.Length, 1, 1], device: device)).expand(inputs[0].shape[0], -1, -1, -1);
        });
    }

    /// <summary>The windows of every position, <c>[N, C, window², H, W]</c>, zero outside.</summary>
    private static Tensor Unfold(Tensor map, int window, int dilation, TensorShape shape) =>
        F.unfold(map, window, dilation, padding: (window - 1) / 2 * dilation).reshape(-1, shape.Channels, window * window, shape.Height, shape.Width);
}
