using NasFuse.Core.Graphs;

namespace NasFuse.TestKit.Graphs;

/// <summary>Graphs with one primitive each, at any size: what every executor must be able to run.</summary>
public static class PrimitiveCases
{
    private static readonly Dictionary<string, Func<GraphBuilder, Value, Value>> _cases = new()
    {
        ["conv 1x1"] = (g, x) => g.Conv(x, 5, 1),
        ["conv 3x3 no bias"] = (g, x) => g.Conv(x, 5, 3, bias: false),
        ["conv 3x3 stride 2"] = (g, x) => g.Conv(x, 5, 3, stride: 2),
        ["conv 5x5 stride 3 dilation 2"] = (g, x) => g.Conv(x, 5, 5, stride: 3, dilation: 2),
        ["conv 3x3 dilation 12"] = (g, x) => g.Conv(x, 4, 3, dilation: 12),
        ["conv grouped"] = (g, x) => g.Conv(x, 8, 3, groups: 4),
        ["conv depthwise"] = (g, x) => g.Conv(x, 4, 5, stride: 2, groups: 4),
        ["batch norm"] = (g, x) => g.BatchNorm(x),
        ["conv and batch norm"] = (g, x) => g.ConvBnRelu(x, 6, 3),
        ["conv with bias and batch norm"] = (g, x) => g.ConvBn(x, 6, 3, bias: true),
        ["depthwise and batch norm"] = (g, x) => g.DepthwiseBn(x, 3),
        ["relu"] = (g, x) => g.Relu(x),
        ["sigmoid"] = (g, x) => g.Sigmoid(x),
        ["softmax"] = (g, x) => g.Emit(new Softmax(), "softmax", x),
        ["scale"] = (g, x) => g.Emit(new MultiplyConstant(-1.7f), "scale", x),
        ["dropout"] = (g, x) => g.Conv(g.Emit(new ChannelDropout(40), "drop", x), 5, 1),
        ["slice"] = (g, x) => g.Emit(new SliceChannels(1, 2), "slice", x),
        ["concat"] = (g, x) => g.Concat(x, g.Relu(x), x),
        ["add"] = (g, x) => g.Add(x, g.Relu(x)),
        ["multiply"] = (g, x) => g.Multiply(x, g.Sigmoid(x)),
        ["max"] = (g, x) => g.Emit(new Elementwise(ElementwiseFunction.Max), "max", x, g.Sigmoid(x)),
        ["gate per channel"] = (g, x) => g.Multiply(x, g.Sigmoid(g.GlobalAverage(x))),
        ["gate per position"] = (g, x) => g.Multiply(g.Sigmoid(g.Conv(x, 1, 3)), x),
        ["add a learned row"] = (g, x) => g.Add(g.Emit(new LearnedConstant(new TensorShape(4, 1, x.Size.Width), Initialization.SmallNormal), "row"), x),
        ["concat a learned map"] = (g, x) => g.Concat(g.Emit(new LearnedConstant(x.Shape, Initialization.SmallNormal), "map"), x),
        ["concat a computed constant"] = (g, x) =>
            g.Concat(x, g.Resize(g.Emit(new Softmax(), "softmax", g.Emit(new LearnedConstant(new TensorShape(3, 2, 2), Initialization.Zero), "map")), x.Size)),
        ["only a constant"] = (g, x) => g.Relu(g.Emit(new LearnedConstant(x.Shape, Initialization.SmallNormal), "map")),
        ["bare constant"] = (g, x) => g.Emit(new LearnedConstant(x.Shape, Initialization.SmallNormal), "map"),
        ["max pool 2"] = (g, x) => g.Emit(new Pooling(PoolingFunction.Max, 2, 2), "pool", x),
        ["max pool 4"] = (g, x) => g.Emit(new Pooling(PoolingFunction.Max, 4, 4), "pool", x),
        ["max pool 3 stride 2"] = (g, x) => g.Emit(new Pooling(PoolingFunction.Max, 3, 2), "pool", x),
        ["max pool 3 stride 1"] = (g, x) => g.Emit(new Pooling(PoolingFunction.Max, 3, 1), "pool", x),
        ["average pool 2"] = (g, x) => g.Emit(new Pooling(PoolingFunction.Average, 2, 2), "pool", x),
        ["average pool 4"] = (g, x) => g.Emit(new Pooling(PoolingFunction.Average, 4, 4), "pool", x),
        ["average pool 3 stride 2"] = (g, x) => g.Emit(new Pooling(PoolingFunction.Average, 3, 2), "pool", x),
        ["average pool 5 stride 1"] = (g, x) => g.Emit(new Pooling(PoolingFunction.Average, 5, 1), "pool", x),
        ["global average"] = (g, x) => g.GlobalAverage(x),
        ["adaptive 1x2"] = (g, x) => g.AdaptiveAverage(x, new Size(1, 2)),
        ["adaptive 3x3"] = (g, x) => g.AdaptiveAverage(x, new Size(3, 3)),
        ["adaptive 6x8"] = (g, x) => g.AdaptiveAverage(x, new Size(6, 8)),
        ["adaptive same size"] = (g, x) => g.AdaptiveAverage(x, x.Size),
        ["adaptive finer than the map"] = (g, x) => g.AdaptiveAverage(x, new Size(x.Size.Height + 3, 2 * x.Size.Width)),
        ["bilinear twice"] = (g, x) => g.Resize(x, new Size(2 * x.Size.Height, 2 * x.Size.Width)),
        ["bilinear odd"] = (g, x) => g.Resize(x, new Size(x.Size.Height * 7 / 4, x.Size.Width * 5 / 3)),
        ["bilinear down"] = (g, x) => g.Resize(x, new Size((x.Size.Height + 1) / 2, (x.Size.Width + 2) / 3)),
        ["bilinear from one pixel"] = (g, x) => g.Resize(g.GlobalAverage(x), x.Size),
        ["nearest twice"] = (g, x) => g.Resize(x, new Size(2 * x.Size.Height, 2 * x.Size.Width), ResizeMode.Nearest),
        ["nearest twice less one"] = (g, x) => g.Resize(x, new Size(2 * x.Size.Height - 1, 2 * x.Size.Width - 1), ResizeMode.Nearest),
        ["nearest down"] = (g, x) => g.Resize(x, new Size((x.Size.Height + 2) / 3, (x.Size.Width + 1) / 2), ResizeMode.Nearest),
        // 2 → 82 rows is one of the pairs where multiplying and dividing by a rounded ratio disagree.
        ["nearest with rounding trouble"] = (g, x) => g.Resize(g.AdaptiveAverage(x, new Size(2, 2)), new Size(82, 94), ResizeMode.Nearest),
    };

    /// <summary>Names of all cases.</summary>
    public static IReadOnlyCollection<string> Names => _cases.Keys;

    /// <summary>The graph of a case: the image, widened to four channels by a 1×1 convolution, then the primitive.</summary>
    public static Graph Create(string name, Size size)
    {
        var graph = new GraphBuilder(size);
        return graph.Build(_cases[name](graph, graph.Conv(graph.Image, 4, 1)));
    }
}
