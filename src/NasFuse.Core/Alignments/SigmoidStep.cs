using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Alignments;

/// <summary>Logistic function.</summary>
[AlignStep("sig")]
public sealed record SigmoidStep : AlignStep
{
    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, EdgeTarget target) => graph.Sigmoid(input);
}
