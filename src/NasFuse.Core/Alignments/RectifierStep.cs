using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Alignments;

/// <summary>Rectifier.</summary>
[AlignStep("relu")]
public sealed record RectifierStep : AlignStep
{
    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, EdgeTarget target) => graph.Relu(input);
}
