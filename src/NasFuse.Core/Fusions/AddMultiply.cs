using NasFuse.Core.Graphs;
using NasFuse.Core.Operators;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Fusions;

/// <summary>Add-and-multiply fusion: <c>Σ xᵢ + conv3×3(Π xᵢ)</c> (BPNet, Nie et al., ACCV 2020).</summary>
[Fusion("addmul")]
public sealed record AddMultiply : Fusion
{
    /// <inheritdoc/>
    public override bool IsCommutative => true;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, IReadOnlyList<Value> inputs, NodeTarget target) =>
        graph.Add(graph.Sum(inputs), graph.ConvBnRelu(graph.Product(inputs), inputs[0].Channels, kernel: 3));
}
