using NasFuse.Core.Graphs;
using NasFuse.Core.Operators;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Fusions;

/// <summary>Element-wise sum <c>Σ xᵢ</c> (FCN, FPN, HRNet).</summary>
[Fusion("add")]
public sealed record Addition : Fusion
{
    /// <inheritdoc/>
    public override bool IsCommutative => true;

    /// <inheritdoc/>
    public override bool IsIdentityOnOneInput => true;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, IReadOnlyList<Value> inputs, NodeTarget target) => graph.Sum(inputs);
}
