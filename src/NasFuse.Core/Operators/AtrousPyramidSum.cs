using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Atrous spatial pyramid by sums: dilated 3×3 convolutions with bias, added (DeepLabv2, Chen et al., TPAMI 2018, where each branch already gives scores).</summary>
[Operator("asppsum")]
public sealed record AtrousPyramidSum : Operator
{
    /// <summary>Dilations, 1..64 each.</summary>
    [Argument("rates", Min = 1, Max = 64)] public IntegerList Rates { get; init; } = [6, 12, 18, 24];

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target) =>
        graph.Sum([.. Rates.Select(rate => graph.Conv(input, target.Width, kernel: 3, dilation: rate))]);
}
