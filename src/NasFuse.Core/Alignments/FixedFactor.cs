using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Alignments;

/// <summary>Multiplies by a fixed number: <c>mulc:0.01</c>, as at-once FCN-8s does with shallow features (Shelhamer et al., TPAMI 2017).</summary>
[AlignStep("mulc", Pattern = @"mulc:(?<c>[0-9.]+)")]
public sealed record FixedFactor : AlignStep
{
    /// <summary>The number, 0..1000.</summary>
    [Argument("c", Min = 0, Max = 1000)] public double Factor { get; init; } = 1;

    /// <inheritdoc/>
    protected internal override string CompactText => FormattableString.Invariant($"mulc:{Factor}");

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, EdgeTarget target) => graph.Scale(input, Factor);
}
