using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Alignments;

/// <summary>Divides each position's vector by its length and multiplies each channel by a learned number that starts at 10 (ParseNet, Liu et al. 2015, section 3.3).</summary>
[AlignStep("l2")]
public sealed record LengthNormalization : AlignStep
{
    private const double Start = 10;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, EdgeTarget target) => graph.Multiply(
        graph.Emit(new L2Normalization(0), "l2", input),
        graph.Emit(new LearnedConstant(new TensorShape(input.Channels, 1, 1), Initialization.Constant, Start), "length"));
}
