using NasFuse.Core.Graphs;
using NasFuse.Core.Operators;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Fusions;

/// <summary>Blend of predictions <c>pₗ + (1 − α) pₕ</c>; inputs are α, the coarse scores already weighted by it, and the fine scores (Tao et al. 2020, hierarchical multi-scale attention).</summary>
[Fusion("blend")]
public sealed record PredictionBlend : Fusion
{
    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, IReadOnlyList<Value> inputs, NodeTarget target)
    {
        if (inputs.Count != 3) throw new ShapeException($"'blend' takes the attention, the weighted coarse and the fine scores, but got {inputs.Count} inputs");
        var (attention, coarse, fine) = (inputs[0], inputs[1], inputs[2]);
        return graph.Add(coarse, graph.Subtract(fine, graph.Multiply(fine, attention)));
    }
}
