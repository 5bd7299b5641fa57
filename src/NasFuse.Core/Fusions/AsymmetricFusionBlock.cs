using NasFuse.Core.Graphs;
using NasFuse.Core.Operators;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Fusions;

/// <summary>Asymmetric fusion non-local block: every position of one map attends to pooled grids of another; the context is concatenated with the first map and projected.</summary>
/// <remarks>Inputs are the map that asks and the map that answers. Source: AFNB of asymmetric non-local networks (Zhu et al., ICCV 2019), as used in BPNet.</remarks>
[Fusion("afnb")]
public sealed record AsymmetricFusionBlock : Fusion
{
    /// <summary>Channels of queries, keys and values, or 0 for a quarter of the first input's.</summary>
    [Argument("key", Min = 0, Max = 65536)] public int KeyWidth { get; init; }

    /// <summary>Sides of the grids, 1..64 each.</summary>
    [Argument("bins", Min = 1, Max = 64)] public IntegerList Bins { get; init; } = [1, 3, 6, 8];

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, IReadOnlyList<Value> inputs, NodeTarget target)
    {
        if (inputs.Count != 2) throw new ShapeException($"'afnb' takes the map that asks and the map that answers, but got {inputs.Count} inputs");
        var (asking, answering) = (inputs[0], inputs[1]);
        var width = KeyWidth > 0 ? KeyWidth : Math.Max(1, asking.Channels / 4);
        var queries = graph.ConvBnRelu(asking, width, kernel: 1);
        var keys = graph.ConvBnRelu(answering, width, kernel: 1);
        var context = PyramidAttention.Attend(graph, queries, keys, graph.Conv(answering, width, kernel: 1), Bins, asking.Channels);
        return graph.ConvBnRelu(graph.Concat(context, asking), asking.Channels, kernel: 1);
    }
}
