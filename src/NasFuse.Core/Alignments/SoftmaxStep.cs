using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Alignments;

/// <summary>Softmax over the channels.</summary>
[AlignStep("softmax")]
public sealed record SoftmaxStep : AlignStep
{
    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, EdgeTarget target) => graph.Softmax(input);
}
