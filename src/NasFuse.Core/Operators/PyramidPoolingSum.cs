using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Pyramid pooling by sums, without convolutions: <c>x + Σ ↑mean over a b×b grid</c>; keeps shape (ICNet, Zhao et al., ECCV 2018).</summary>
[Operator("ppmsum")]
public sealed record PyramidPoolingSum : Operator
{
    /// <summary>Sides of the grids, 1..64 each.</summary>
    [Argument("bins", Min = 1, Max = 64)] public IntegerList Bins { get; init; } = [1, 2, 3, 6];

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target) =>
        graph.Sum([input, .. Bins.Select(bin => graph.Resize(graph.AdaptiveAverage(input, new Size(bin, bin)), input.Size))]);
}
