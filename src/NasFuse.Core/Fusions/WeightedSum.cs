using NasFuse.Core.Graphs;
using NasFuse.Core.Operators;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Fusions;

/// <summary>Learned weighted sum <c>n · Σ softmax(β)ᵢ · xᵢ</c>, one scalar per input, starting as the plain sum (DCNAS; equation 2 of the fusion survey).</summary>
[Fusion("wsum")]
public sealed record WeightedSum : Fusion
{
    /// <inheritdoc/>
    public override bool IsCommutative => true;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, IReadOnlyList<Value> inputs, NodeTarget target)
    {
        var beta = graph.Emit(new LearnedConstant(new TensorShape(inputs.Count, 1, 1), Initialization.Zero), "beta");
        var shares = graph.Emit(new MultiplyConstant(inputs.Count), "scale", graph.Emit(new Softmax(), "softmax", beta));
        return graph.Sum([.. inputs.Select((input, i) => graph.Multiply(input, graph.Emit(new SliceChannels(i, 1), "weight", shares)))]);
    }
}
