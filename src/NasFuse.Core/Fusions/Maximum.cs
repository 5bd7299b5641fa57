using NasFuse.Core.Graphs;
using NasFuse.Core.Operators;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Fusions;

/// <summary>Element-wise maximum (the scores of several image scales in DeepLab, Chen et al., TPAMI 2018).</summary>
[Fusion("max")]
public sealed record Maximum : Fusion
{
    /// <inheritdoc/>
    public override bool IsCommutative => true;

    /// <inheritdoc/>
    public override bool IsIdentityOnOneInput => true;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, IReadOnlyList<Value> inputs, NodeTarget target) =>
        inputs.Aggregate((a, b) => graph.Emit(new Elementwise(ElementwiseFunction.Max), "max", a, b));
}
