using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Bottleneck residual blocks: 1×1 to a quarter of the width, 3×3, 1×1 back, and a shortcut, projected where shapes differ (ResNet, He et al., CVPR 2016).</summary>
[Operator("bott")]
public sealed record Bottleneck : Operator
{
    /// <summary>Stride of the first block's 3×3 convolution, 1..32.</summary>
    [Argument("s", Min = 1, Max = 32)] public int FirstStride { get; init; } = 1;

    /// <summary>Dilation of the 3×3 convolutions, 1..64.</summary>
    [Argument("d", Min = 1, Max = 64)] public int Dilation { get; init; } = 1;

    /// <summary>Number of blocks, 1..16.</summary>
    [Argument("n", Min = 1, Max = 16)] public int Count { get; init; } = 1;

    /// <inheritdoc/>
    public override int Stride => FirstStride;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target)
    {
        var value = input;
        for (var i = 0; i < Count; i++) value = Block(graph, value, target.Width, i == 0 ? FirstStride : 1);
        return value;
    }

    private Value Block(GraphBuilder graph, Value input, int width, int stride)
    {
        var middle = Math.Max(1, width / 4);
        var branch = graph.ConvBnRelu(input, middle, kernel: 1);
        branch = graph.ConvBnRelu(branch, middle, kernel: 3, stride, Dilation);
        branch = graph.ConvBn(branch, width, kernel: 1);
        var shortcut = stride == 1 && input.Channels == width ? input : graph.ConvBn(input, width, kernel: 1, stride);
        return graph.Relu(graph.Add(branch, shortcut));
    }
}
