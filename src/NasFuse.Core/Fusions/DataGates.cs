using NasFuse.Core.Graphs;
using NasFuse.Core.Operators;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Fusions;

/// <summary>Sum of the inputs, each multiplied by a gate in 0..1 that depends on the image.</summary>
/// <remarks>Gates are <c>relu(tanh(1×1(mean Σ xᵢ)))</c> and start open, as in dynamic routing (Li et al., CVPR 2020, equation 4).</remarks>
[Fusion("gate")]
public sealed record DataGates : Fusion
{
    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, IReadOnlyList<Value> inputs, NodeTarget target) => WeightedBy(graph, inputs, Gates(graph, inputs));

    /// <summary>One gate per input, <c>[n, 1, 1]</c>.</summary>
    internal static Value Gates(GraphBuilder graph, IReadOnlyList<Value> inputs) => graph.Gates(graph.Sum(inputs), inputs.Count);

    /// <summary><c>Σ gᵢ xᵢ</c></summary>
    internal static Value WeightedBy(GraphBuilder graph, IReadOnlyList<Value> inputs, Value gates) =>
        graph.Sum([.. inputs.Select((input, i) => graph.Multiply(input, graph.Slice(gates, i, 1)))]);
}
