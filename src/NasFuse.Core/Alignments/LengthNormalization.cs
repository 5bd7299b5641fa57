using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Alignments;

/// <summary>Divides each position's vector by its length and multiplies each channel by a learned number that starts at 10 (ParseNet, Liu et al. 2015, section 3.3).</summary>
[AlignStep("l2")]
public sealed record LengthNormalization : AlignStep
{
    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, EdgeTarget target) => graph.LearnedLength(input);
}
