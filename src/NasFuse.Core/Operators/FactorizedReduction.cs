using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Factorised reduction: two 1×1 convolutions with stride 2, on the map and on the map moved by one pixel both ways, joined.</summary>
/// <remarks>
/// The cheapest way to halve a map: together the two see half of its pixels. Each half is normalised before they are joined, which is the same as
/// afterwards and can be folded. CW + 2W parameters, CW · A multiply-accumulates for A output pixels.
/// Source: DARTS (Liu et al., ICLR 2019); the skip of FasterSeg (Chen et al., ICLR 2020) at stride 2.
/// </remarks>
[Operator("fr")]
public sealed record FactorizedReduction : Operator
{
    /// <inheritdoc/>
    public override int Stride => 2;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target)
    {
        if (target.Width < 2) throw new ShapeException($"'fr' joins two halves, so its width must be at least 2 but is {target.Width}");
        var half = target.Width / 2;
        var even = graph.ConvBn(input, half, kernel: 1, stride: 2);
        var odd = graph.ConvBn(graph.Emit(new Shift(1, 1), "shift", input), target.Width - half, kernel: 1, stride: 2);
        return graph.Relu(graph.Concat(even, odd));
    }
}
