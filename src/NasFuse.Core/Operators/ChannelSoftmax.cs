using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Softmax over the channels, which makes probabilities of scores; keeps shape.</summary>
[Operator("softmax")]
public sealed record ChannelSoftmax : Operator
{
    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target) => graph.Softmax(input);
}
