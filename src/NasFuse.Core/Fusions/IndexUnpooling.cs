using NasFuse.Core.Graphs;
using NasFuse.Core.Operators;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Fusions;

/// <summary>Max-unpooling: values go back to where a pooling found them, zero elsewhere; twice as large. Inputs are the values and the indices of a pooling, <c>p4.i</c>.</summary>
/// <remarks>Source: SegNet (Badrinarayanan et al., TPAMI 2017).</remarks>
[Fusion("unpool")]
public sealed record IndexUnpooling : Fusion
{
    /// <inheritdoc/>
    public override int Enlargement => 2;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, IReadOnlyList<Value> inputs, NodeTarget target) =>
        inputs.Count == 2
            ? graph.Emit(new Unpooling(2, target.Size), "unpool", inputs[0], inputs[1])
            : throw new ShapeException($"'unpool' takes values and pooling indices, such as unpool{{d4; p4.i}}, but got {inputs.Count} inputs");
}
