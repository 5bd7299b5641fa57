using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Depthwise convolution with batch normalisation and activation; keeps the channels.</summary>
[Operator("dw")]
public sealed record Depthwise : Operator
{
    /// <summary>Kernel side, odd, 1..31.</summary>
    [Argument("k", Min = 1, Max = 31, Odd = true)] public int Kernel { get; init; } = 3;

    /// <summary>Stride, 1..32.</summary>
    [Argument("s", Min = 1, Max = 32)] public int FirstStride { get; init; } = 1;

    /// <summary>Dilation, 1..64.</summary>
    [Argument("d", Min = 1, Max = 64)] public int Dilation { get; init; } = 1;

    /// <summary>Activation.</summary>
    [Argument("act")] public Activation Activation { get; init; } = Activation.Relu;

    /// <inheritdoc/>
    public override int Stride => FirstStride;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target) =>
        graph.Activate(graph.DepthwiseBn(input, Kernel, FirstStride, Dilation), Activation);
}
