using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Layer normalisation over the channels at each position; keeps shape (Ba et al. 2016).</summary>
[Operator("ln")]
public sealed record ChannelLayerNorm : Operator
{
    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target) => graph.LayerNorm(input, axis: 0);
}
