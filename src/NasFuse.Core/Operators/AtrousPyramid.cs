using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Atrous spatial pyramid pooling: 1×1, dilated 3×3 and optionally image-level branches, concatenated and projected (DeepLabv3, Chen et al. 2017).</summary>
[Operator("aspp")]
public sealed record AtrousPyramid : Operator
{
    /// <summary>Dilations of the 3×3 branches, 1..64 each.</summary>
    [Argument("rates", Min = 1, Max = 64)] public IntegerList Rates { get; init; } = [6, 12, 18];

    /// <summary>Channels of each branch, or 0 for the node's own.</summary>
    [Argument("a", Min = 0, Max = 65536)] public int BranchWidth { get; init; }

    /// <summary>Add a branch with the mean over the whole map.</summary>
    [Argument("img")] public bool ImageLevel { get; init; } = true;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target)
    {
        var width = BranchWidth > 0 ? BranchWidth : target.Width;
        List<Value> branches = [graph.ConvBnRelu(input, width, kernel: 1)];
        branches.AddRange(Rates.Select(rate => graph.ConvBnRelu(input, width, kernel: 3, dilation: rate)));
        if (ImageLevel) branches.Add(graph.Resize(graph.ConvBnRelu(graph.GlobalAverage(input), width, kernel: 1), input.Size));
        return graph.ConvBnRelu(graph.Concat([.. branches]), target.Width, kernel: 1);
    }
}
