using NasFuse.Core.Graphs;
using NasFuse.Core.Operators;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Fusions;

/// <summary>Channels behind each other, in the order of the inputs (U-Net, PSPNet, FasterSeg); the node's operator projects them.</summary>
[Fusion("concat")]
public sealed record ChannelConcatenation : Fusion
{
    /// <inheritdoc/>
    public override bool IsIdentityOnOneInput => true;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, IReadOnlyList<Value> inputs, NodeTarget target) => graph.Concat([.. inputs]);
}
