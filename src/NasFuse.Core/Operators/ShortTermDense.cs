using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Short-term dense concatenation: four layers, each half as wide as the one before, all of them concatenated (STDC, Fan et al., CVPR 2021, figure 3).</summary>
/// <remarks>Widths are W/2, W/4, W/8, W/8. With stride 2 a depthwise 3×3 halves the map behind the first layer, whose own part is averaged.</remarks>
[Operator("stdc")]
public sealed record ShortTermDense : Operator
{
    /// <summary>Stride, 1 or 2.</summary>
    [Argument("s", Min = 1, Max = 2)] public int FirstStride { get; init; } = 1;

    /// <inheritdoc/>
    public override int Stride => FirstStride;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target)
    {
        if (target.Width % 8 != 0) throw new ShapeException($"stdc divides its width into eighths, but {target.Width} is no multiple of 8");
        var first = graph.ConvBnRelu(input, target.Width / 2, kernel: 1);
        var (own, passed) = FirstStride == 1 ? (first, first) : (graph.Emit(new Pooling(PoolingFunction.Average, 3, 2), "pool", first), graph.DepthwiseBn(first, 3, stride: 2));
        var second = graph.ConvBnRelu(passed, target.Width / 4, kernel: 3);
        var third = graph.ConvBnRelu(second, target.Width / 8, kernel: 3);
        var fourth = graph.ConvBnRelu(third, target.Width / 8, kernel: 3);
        return graph.Concat(own, second, third, fourth);
    }
}
