using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Max-pooling; keeps the channels. The output is <c>ceil(H / s)</c> high.</summary>
[Operator("mp")]
public sealed record MaxPool : Operator
{
    /// <summary>Window side, 2..31; an even one needs an equal stride.</summary>
    [Argument("k", Min = 2, Max = 31)] public int Kernel { get; init; } = 2;

    /// <summary>Stride, 1..32.</summary>
    [Argument("s", Min = 1, Max = 32)] public int FirstStride { get; init; } = 2;

    /// <inheritdoc/>
    public override int Stride => FirstStride;

    /// <inheritdoc/>
    /// <remarks><c>i</c>: where the largest values stood, for <c>unpool</c>; of poolings whose windows do not overlap.</remarks>
    public override IReadOnlyList<string> Ports => Kernel == FirstStride && Kernel == 2 ? ["i"] : [];

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target) =>
        graph.Emit(new Pooling(PoolingFunction.Max, Kernel, FirstStride), "pool", input);

    /// <inheritdoc/>
    public override Value LowerPort(GraphBuilder graph, string port, Value input, Value output) => graph.Emit(new PoolingIndices(Kernel), "indices", input);
}
