using NasFuse.Core.Graphs;
using NasFuse.Core.Operators;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Fusions;

/// <summary>Gated fully connected fusion <c>(1 + g) x + (1 − g) Σ mᵢ</c>; inputs are x, its gate g, and the gated messages mᵢ of the other levels (GFF, Li et al., AAAI 2020, equation 5).</summary>
/// <remarks>All levels are updated at once, as the paper says; released code updates them one after another.</remarks>
[Fusion("gff")]
public sealed record GatedFusion : Fusion
{
    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, IReadOnlyList<Value> inputs, NodeTarget target)
    {
        if (inputs.Count < 3) throw new ShapeException($"'gff' takes x, its gate and at least one message, but got {inputs.Count} inputs");
        var (own, gate, messages) = (inputs[0], inputs[1], graph.Sum([.. inputs.Skip(2)]));
        return graph.Add(graph.Add(own, messages), graph.Multiply(graph.Subtract(own, messages), gate));
    }
}
