using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Inverted bottleneck: 1×1 expansion, depthwise k×k, optional squeeze-excitation, linear 1×1 projection; a residual where shapes allow.</summary>
/// <remarks>Source: MobileNetV2 (Sandler et al., CVPR 2018), the operator of the DCNAS space; rectifiers are plain, the expansion is kept for e = 1.</remarks>
[Operator("mb")]
public sealed record InvertedBottleneck : Operator
{
    /// <summary>Kernel side of the depthwise convolution, odd, 1..31.</summary>
    [Argument("k", Min = 1, Max = 31, Odd = true)] public int Kernel { get; init; } = 3;

    /// <summary>Expansion of the channels, 1..16.</summary>
    [Argument("e", Min = 1, Max = 16)] public int Expansion { get; init; } = 6;

    /// <summary>Stride of the depthwise convolution, 1..32.</summary>
    [Argument("s", Min = 1, Max = 32)] public int FirstStride { get; init; } = 1;

    /// <summary>Reduction of the squeeze-excitation on the expanded channels, or 0 for none.</summary>
    [Argument("se", Min = 0, Max = 64)] public int SqueezeReduction { get; init; }

    /// <inheritdoc/>
    public override int Stride => FirstStride;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target)
    {
        var expanded = graph.ConvBnRelu(input, input.Channels * Expansion, kernel: 1);
        var filtered = graph.Relu(graph.DepthwiseBn(expanded, Kernel, FirstStride));
        if (SqueezeReduction > 0) filtered = new SqueezeExcitation { Reduction = SqueezeReduction }.Lower(graph, filtered, target);
        var projected = graph.ConvBn(filtered, target.Width, kernel: 1);
        return FirstStride == 1 && input.Channels == target.Width ? graph.Add(input, projected) : projected;
    }
}
