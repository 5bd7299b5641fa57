using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Basic residual blocks: two 3×3 convolutions and a shortcut, projected by 1×1 where shapes differ (ResNet, He et al., CVPR 2016).</summary>
[Operator("res")]
public sealed record ResidualBlock : Operator
{
    /// <summary>Stride of the first block, 1..32.</summary>
    [Argument("s", Min = 1, Max = 32)] public int FirstStride { get; init; } = 1;

    /// <summary>Dilation, 1..64.</summary>
    [Argument("d", Min = 1, Max = 64)] public int Dilation { get; init; } = 1;

    /// <summary>Number of blocks, 1..16.</summary>
    [Argument("n", Min = 1, Max = 16)] public int Count { get; init; } = 1;

    /// <summary>Reduction of the squeeze-excitation before each sum, or 0 for none (SE-ResNet).</summary>
    [Argument("se", Min = 0, Max = 64)] public int SqueezeReduction { get; init; }

    /// <summary>Activation after each sum.</summary>
    [Argument("post")] public Activation PostActivation { get; init; } = Activation.Relu;

    /// <inheritdoc/>
    public override int Stride => FirstStride;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target)
    {
        var value = input;
        for (var i = 0; i < Count; i++) value = Block(graph, value, target, i == 0 ? FirstStride : 1);
        return value;
    }

    private Value Block(GraphBuilder graph, Value input, NodeTarget target, int stride)
    {
        var branch = graph.ConvBnRelu(input, target.Width, kernel: 3, stride, Dilation);
        branch = graph.ConvBn(branch, target.Width, kernel: 3, stride: 1, Dilation);
        if (SqueezeReduction > 0) branch = new SqueezeExcitation { Reduction = SqueezeReduction }.Lower(graph, branch, target);
        var shortcut = stride == 1 && input.Channels == target.Width ? input : graph.ConvBn(input, target.Width, kernel: 1, stride);
        return graph.Activate(graph.Add(branch, shortcut), PostActivation);
    }
}
