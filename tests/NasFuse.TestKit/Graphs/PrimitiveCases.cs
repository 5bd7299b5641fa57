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
        ["tanh"] = (g, x) => g.Emit(new Pointwise(PointwiseFunction.Tanh), "tanh", x),
        ["gelu"] = (g, x) => g.Emit(new Pointwise(PointwiseFunction.Gelu), "gelu", g.Scale(x, 3)),
        ["softmax of rows"] = (g, x) => g.Softmax(x, axis: 1),
        ["softmax of columns"] = (g, x) => g.Softmax(x, axis: 2),
        ["softmax"] = (g, x) => g.Emit(new Softmax(), "softmax", x),
        ["scale"] = (g, x) => g.Emit(new MultiplyConstant(-1.7f), "scale", x),
        ["dropout"] = (g, x) => g.Conv(g.Emit(new ChannelDropout(40), "drop", x), 5, 1),
        ["slice"] = (g, x) => g.Emit(new SliceChannels(1, 2), "slice", x),
        ["shift up and left"] = (g, x) => g.Emit(new Shift(1, 2), "shift", x),
        ["shift down and right"] = (g, x) => g.Emit(new Shift(-3, -1), "shift", x),
        ["shift out of sight"] = (g, x) => g.Emit(new Shift(x.Size.Height + 2, 0), "shift", x),
        ["concat"] = (g, x) => g.Concat(x, g.Relu(x), x),
        ["add"] = (g, x) => g.Add(x, g.Relu(x)),
        ["multiply"] = (g, x) => g.Multiply(x, g.Sigmoid(x)),
        ["max"] = (g, x) => g.Emit(new Elementwise(ElementwiseFunction.Max), "max", x, g.Sigmoid(x)),
        ["subtract"] = (g, x) => g.Subtract(x, g.Sigmoid(x)),
        ["subtract from a row"] = (g, x) => g.Subtract(g.AdaptiveAverage(x, new Size(1, x.Size.Width)), x),
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
        ["bilinear corners twice"] = (g, x) => g.Resize(x, new Size(2 * x.Size.Height, 2 * x.Size.Width), ResizeMode.BilinearCorners),
        ["bilinear corners odd"] = (g, x) => g.Resize(x, new Size(x.Size.Height * 7 / 4, x.Size.Width * 5 / 3), ResizeMode.BilinearCorners),
        ["bilinear corners down"] = (g, x) => g.Resize(x, new Size((x.Size.Height + 1) / 2, (x.Size.Width + 2) / 3), ResizeMode.BilinearCorners),
        ["bilinear corners to one row"] = (g, x) => g.Resize(x, new Size(1, 2 * x.Size.Width), ResizeMode.BilinearCorners),
        ["bilinear corners from one pixel"] = (g, x) => g.Resize(g.GlobalAverage(x), x.Size, ResizeMode.BilinearCorners),
        ["nearest twice"] = (g, x) => g.Resize(x, new Size(2 * x.Size.Height, 2 * x.Size.Width), ResizeMode.Nearest),
        ["nearest twice less one"] = (g, x) => g.Resize(x, new Size(2 * x.Size.Height - 1, 2 * x.Size.Width - 1), ResizeMode.Nearest),
        ["nearest down"] = (g, x) => g.Resize(x, new Size((x.Size.Height + 2) / 3, (x.Size.Width + 1) / 2), ResizeMode.Nearest),
        // 2 → 82 rows is one of the pairs where multiplying and dividing by a rounded ratio disagree.
        ["nearest with rounding trouble"] = (g, x) => g.Resize(g.AdaptiveAverage(x, new Size(2, 2)), new Size(82, 94), ResizeMode.Nearest),
        ["attention"] = (g, x) => Attend(g, g.ToTokens(x), g.ToTokens(g.AdaptiveAverage(x, new Size(3, 5)))),
        ["matrix product per channel"] = (g, x) => g.MatrixProduct(x, x, transposeSecond: true),
        ["matrix product with one matrix for all channels"] = (g, x) => g.MatrixProduct(x, Constant(g, 1, x.Size.Width, 3)),
        ["one matrix for all channels times matrices"] = (g, x) => g.MatrixProduct(g.Conv(x, 1, 1), x, transposeSecond: true),
        ["product of a constant and a map"] = (g, x) => g.MatrixProduct(Constant(g, 4, 2, x.Size.Height), x),
        ["product of constants"] = (g, x) => g.Add(x, g.MatrixProduct(Constant(g, 4, x.Size.Height, 2), Constant(g, 4, 2, x.Size.Width))),
        ["linear"] = (g, x) => g.Emit(new Linear(5), "fc", g.ToTokens(x)),
        ["linear no bias"] = (g, x) => g.Emit(new Linear(5, Bias: false), "fc", x),
        ["linear of a constant"] = (g, x) => g.Add(x, g.Emit(new Linear(x.Size.Width), "fc", Constant(g, 4, x.Size.Height, 3))),
        ["linear twice with the same weights"] = (g, x) => g.Add(SharedLinear(g, "a", null, x), SharedLinear(g, "b", "a", g.Relu(x))),
        ["layer normalisation of channels"] = (g, x) => g.Emit(new LayerNormalization(0), "ln", g.Concat(x, g.Sigmoid(x))),
        ["layer normalisation of columns"] = (g, x) => g.Emit(new LayerNormalization(2), "ln", x),
        ["layer normalisation of a constant"] = (g, x) => g.Add(x, g.Emit(new LayerNormalization(0), "ln", Constant(g, x.Shape))),
        ["length of channels"] = (g, x) => g.Emit(new L2Normalization(0), "l2", x),
        ["length of rows"] = (g, x) => g.Emit(new L2Normalization(1), "l2", x),
        ["length of columns"] = (g, x) => g.Emit(new L2Normalization(2), "l2", Constant(g, x.Shape)),
        ["length of zero"] = (g, x) => g.Emit(new L2Normalization(0), "l2", g.Scale(x, 0)),
        ["transposed conv 2"] = (g, x) => g.Emit(new TransposedConvolution(5, 2), "tconv", x),
        ["transposed conv 3 and crop"] = (g, x) => g.Emit(new Crop(1, 2, new Size(2 * x.Size.Height, 3 * x.Size.Width - 2)), "crop", g.Emit(new TransposedConvolution(3, 3), "tconv", x)),
        ["patches of 4"] = (g, x) => g.Emit(new PatchEmbedding(6, 4), "patch", x),
        ["patches of 1"] = (g, x) => g.Emit(new PatchEmbedding(6, 1), "patch", x),
        ["patches of a constant"] = (g, x) => g.Concat(g.AdaptiveAverage(x, new Size(2, 2)), g.Emit(new PatchEmbedding(6, 3), "patch", Constant(g, 2, 5, 4))),
        ["crop"] = (g, x) => g.Emit(new Crop(1, 2, new Size(x.Size.Height - 3, x.Size.Width - 3)), "crop", x),
        ["window of a map that lives on"] = (g, x) => g.Add(g.Relu(g.Emit(new Crop(0, 0, x.Size), "crop", x)), x),
        ["reshape"] = (g, x) => g.Reshape(x, 2, x.Size.Width, 2 * x.Size.Height),
        ["reshape a constant"] = (g, x) => g.Multiply(x, g.Reshape(Constant(g, 2, x.Size.Width, 2 * x.Size.Height), 4, x.Size.Height, x.Size.Width)),
        ["permute"] = (g, x) => g.Permute(x, 1, 2, 0),
        ["tokens and back"] = (g, x) => g.Relu(g.ToMap(g.ToTokens(x), x.Size)),
        ["rectified tokens of a map that lives on"] = (g, x) => g.Add(g.ToMap(g.Relu(g.ToTokens(x)), x.Size), x),
        ["unpool 2"] = (g, x) => Unpool(g, g.Conv(g.Emit(new Pooling(PoolingFunction.Max, 2, 2), "pool", x), 4, 1), x, 2),
        ["unpool 3"] = (g, x) => Unpool(g, g.Emit(new Pooling(PoolingFunction.Average, 3, 3), "pool", x), x, 3),
        ["unpool where many are zero"] = (g, x) => Unpool(g, g.Emit(new Pooling(PoolingFunction.Average, 4, 4), "pool", x), g.Relu(x), 4),
        ["unpool where all are negative"] = (g, x) => Unpool(g, g.Emit(new Pooling(PoolingFunction.Max, 2, 2), "pool", x), g.Scale(g.Sigmoid(x), -1), 2),
        ["unpool a constant"] = (g, x) => Unpool(g, Constant(g, 4, (x.Size.Height + 1) / 2, (x.Size.Width + 1) / 2), x, 2),
        ["unpool to places of a constant"] = (g, x) => Unpool(g, g.Emit(new Pooling(PoolingFunction.Max, 2, 2), "pool", x), Constant(g, x.Shape), 2),
        ["affinity"] = (g, x) => g.Emit(new WindowAffinity(5, 1, 2.5, 0.8), "affinity", g.Image),
        ["affinity dilated"] = (g, x) => g.Emit(new WindowAffinity(3, 2, 1.5, 1.2), "affinity", x),
        ["affinity of distances"] = (g, x) => g.Concat(x, g.Emit(new WindowAffinity(5, 1, 2, null), "affinity", x)),
        ["affinity of values"] = (g, x) => g.Emit(new WindowAffinity(3, 1, null, 0.5), "affinity", x),
        ["affinity of nothing"] = (g, x) => g.Emit(new WindowAffinity(3, 1, null, null), "affinity", x),
        ["affinity far from everything"] = (g, x) => g.Emit(new WindowAffinity(3, 5, 3, 0.03), "affinity", g.Sigmoid(x)),
        ["affinity of a constant"] = (g, x) => g.Emit(new WindowSum(3, 1), "sum", g.Emit(new WindowAffinity(3, 1, 1, 1), "affinity", Constant(g, 2, x.Size.Height, x.Size.Width)), x),
        ["window sum"] = (g, x) => g.Emit(new WindowSum(5, 1), "sum", g.Emit(new WindowAffinity(5, 1, 2, 0.9), "affinity", g.Image), g.Softmax(x)),
        ["window sum dilated"] = (g, x) => g.Emit(new WindowSum(3, 3), "sum", g.Conv(x, 9, 1), x),
        ["window sum of a constant"] = (g, x) => g.Emit(new WindowSum(3, 1), "sum", g.Conv(x, 9, 1), Constant(g, x.Shape)),
        ["group minimum"] = (g, x) => g.Emit(new GroupMinimum(2), "min", x),
        ["group minimum of a constant"] = (g, x) => g.Add(x, g.Emit(new GroupMinimum(3), "min", Constant(g, 12, x.Size.Height, x.Size.Width))),
        ["keep largest"] = (g, x) => g.Emit(new KeepLargest(2), "keep", x),
        ["keep largest of equal ones"] = (g, x) => g.Emit(new KeepLargest(3), "keep", g.Concat(g.Relu(x), x)),
        ["keep more than there are"] = (g, x) => g.Emit(new KeepLargest(9), "keep", x),
        ["keep largest of a constant"] = (g, x) => g.Multiply(x, g.Emit(new KeepLargest(2), "keep", Constant(g, x.Shape))),
    };

    /// <summary>Names of all cases.</summary>
    public static IReadOnlyCollection<string> Names => _cases.Keys;

    /// <summary>The graph of a case: the image, widened to four channels by a 1×1 convolution, then the primitive.</summary>
    public static Graph Create(string name, Size size)
    {
        var graph = new GraphBuilder(size);
        return graph.Build(_cases[name](graph, graph.Conv(graph.Image, 4, 1)));
    }

    private static Value Constant(GraphBuilder graph, int channels, int height, int width) => Constant(graph, new TensorShape(channels, height, width));

    private static Value Constant(GraphBuilder graph, TensorShape shape) => graph.Emit(new LearnedConstant(shape, Initialization.SmallNormal), "constant");

    private static Value Attend(GraphBuilder graph, Value queries, Value tokens) =>
        graph.MatrixProduct(graph.Softmax(graph.MatrixProduct(queries, tokens, transposeSecond: true), axis: 2), tokens);

    private static Value SharedLinear(GraphBuilder graph, string name, string? sharedWith, Value x)
    {
        using (graph.Scope(name, sharedWith)) return graph.Emit(new Linear(6), "fc", x);
    }

    private static Value Unpool(GraphBuilder graph, Value values, Value pooled, int kernel) =>
        graph.Emit(new Unpooling(kernel, pooled.Size), "unpool", values, graph.Emit(new PoolingIndices(kernel), "places", pooled));
}
