using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Alignments;

/// <summary>Mean over all positions; the resulting vector broadcasts over the map it meets.</summary>
[AlignStep("gap")]
public sealed record GlobalAverage : AlignStep
{
    /// <inheritdoc/>
    public override Scale? ScaleAfter(Scale? from, Scale to) => null;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, EdgeTarget target) => graph.GlobalAverage(input);
}
