using NasFuse.Core.Graphs;
using NasFuse.Core.Operators;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Fusions;

/// <summary>Element-wise product <c>Π xᵢ</c>; a one-channel input acts as a gate.</summary>
[Fusion("mul")]
public sealed record Multiplication : Fusion
{
    /// <inheritdoc/>
    public override bool IsCommutative => true;

    /// <inheritdoc/>
    public override bool IsIdentityOnOneInput => true;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, IReadOnlyList<Value> inputs, NodeTarget target) => graph.Product(inputs);
}
