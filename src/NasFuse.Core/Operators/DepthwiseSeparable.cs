using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Depthwise convolution, then 1×1 convolution, each with batch normalisation and rectifier (MobileNet, Howard et al. 2017).</summary>
[Operator("dwsep")]
public sealed record DepthwiseSeparable : Operator
{
    /// <summary>Kernel side of the depthwise convolution, odd, 1..31.</summary>
    [Argument("k", Min = 1, Max = 31, Odd = true)] public int Kernel { get; init; } = 3;

    /// <summary>Stride of the depthwise convolution, 1..32.</summary>
    [Argument("s", Min = 1, Max = 32)] public int FirstStride { get; init; } = 1;

    /// <summary>Dilation of the depthwise convolution, 1..64.</summary>
    [Argument("d", Min = 1, Max = 64)] public int Dilation { get; init; } = 1;

    /// <inheritdoc/>
    public override int Stride => FirstStride;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target) =>
        graph.ConvBnRelu(graph.Relu(graph.DepthwiseBn(input, Kernel, FirstStride, Dilation)), target.Width, kernel: 1);
}
