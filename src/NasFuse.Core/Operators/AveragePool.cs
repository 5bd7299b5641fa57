using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Average pooling (padding counted in); keeps the channels. The output is <c>ceil(H / s)</c> high.</summary>
[Operator("ap")]
public sealed record AveragePool : Operator
{
    /// <summary>Window side, 2..31; an even one needs an equal stride.</summary>
    [Argument("k", Min = 2, Max = 31)] public int Kernel { get; init; } = 2;

    /// <summary>Stride, 1..32.</summary>
    [Argument("s", Min = 1, Max = 32)] public int FirstStride { get; init; } = 2;

    /// <inheritdoc/>
    public override int Stride => FirstStride;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target) =>
        graph.Emit(new Pooling(PoolingFunction.Average, Kernel, FirstStride), "pool", input);
}
