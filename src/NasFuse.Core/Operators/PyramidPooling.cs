using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Pyramid pooling module: means over grids of several sizes, projected, enlarged and concatenated with the input (PSPNet, Zhao et al., CVPR 2017).</summary>
[Operator("ppm")]
public sealed record PyramidPooling : Operator
{
    /// <summary>Sides of the grids, 1..64 each.</summary>
    [Argument("bins", Min = 1, Max = 64)] public IntegerList Bins { get; init; } = [1, 2, 3, 6];

    /// <summary>Channels of each pooled branch, or 0 for the input's divided by the number of branches.</summary>
    [Argument("red", Min = 0, Max = 65536)] public int BranchWidth { get; init; }

    /// <summary>Kernel side of the final convolution, odd.</summary>
    [Argument("ko", Min = 1, Max = 31, Odd = true)] public int OutputKernel { get; init; } = 3;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target)
    {
        var width = BranchWidth > 0 ? BranchWidth : Math.Max(1, input.Channels / Bins.Count);
        var branches = Bins.Select(bin =>
            graph.Resize(graph.ConvBnRelu(graph.AdaptiveAverage(input, new Size(bin, bin)), width, kernel: 1), input.Size));
        return graph.ConvBnRelu(graph.Concat([input, .. branches]), target.Width, OutputKernel);
    }
}
