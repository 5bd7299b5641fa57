using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Asymmetric pyramid non-local block: self-attention with pooled keys and values, concatenated with the input and projected; keeps shape.</summary>
/// <remarks>Queries and keys share their projection. Source: APNB of asymmetric non-local networks (Zhu et al., ICCV 2019), as used in BPNet.</remarks>
[Operator("apnb")]
public sealed record AsymmetricPyramidBlock : Operator
{
    /// <summary>Channels of queries, keys and values, or 0 for a quarter of the input's.</summary>
    [Argument("key", Min = 0, Max = 65536)] public int KeyWidth { get; init; }

    /// <summary>Sides of the grids, 1..64 each.</summary>
    [Argument("bins", Min = 1, Max = 64)] public IntegerList Bins { get; init; } = [1, 3, 6, 8];

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target)
    {
        var width = KeyWidth > 0 ? KeyWidth : Math.Max(1, input.Channels / 4);
        var queries = graph.ConvBnRelu(input, width, kernel: 1);
        var context = PyramidAttention.Attend(graph, queries, queries, graph.Conv(input, width, kernel: 1), Bins, input.Channels);
        return graph.ConvBnRelu(graph.Concat(context, input), target.Width, kernel: 1);
    }
}
