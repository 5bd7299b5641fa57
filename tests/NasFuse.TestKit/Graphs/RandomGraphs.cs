using NasFuse.Core.Graphs;

namespace NasFuse.TestKit.Graphs;

/// <summary>Graphs of many primitives wired at random, for property tests.</summary>
public static class RandomGraphs
{
    private const int LargestSide = 40;

    /// <summary>A graph of 4 to 12 layers whose logits have 5 channels and the image's size.</summary>
    public static Graph Create(Size size, Random random)
    {
        var graph = new GraphBuilder(size);
        List<Value> values = [graph.ConvBnRelu(graph.Image, 6, 3, stride: random.Next(1, 4))];
        for (var i = random.Next(4, 13); i > 0; i--) values.Add(Layer(graph, Recent(values, random), Recent(values, random), random));
        var head = graph.Conv(graph.Concat(values[^1], graph.Resize(values[0], values[^1].Size)), 5, 1);
        return graph.Build(graph.Resize(head, size));
    }

    private static Value Layer(GraphBuilder graph, Value x, Value other, Random random)
    {
        var aligned = graph.Resize(graph.ConvBn(other, x.Channels, 1), x.Size, (ResizeMode)random.Next(3));
        return random.Next(21) switch
        {
            0 => graph.ConvBnRelu(x, random.Next(2, 9), 3, random.Next(1, 3), random.Next(1, 3)),
            1 => graph.Relu(graph.DepthwiseBn(x, 3 + 2 * random.Next(2), random.Next(1, 3))),
            2 => graph.Add(x, aligned),
            3 => graph.Multiply(x, graph.Sigmoid(aligned)),
            4 => graph.Concat(x, aligned),
            5 => graph.Emit(new Pooling((PoolingFunction)random.Next(2), 2 + random.Next(2), 2), "pool", x),
            6 => graph.Concat(x, graph.Resize(graph.AdaptiveAverage(x, new Size(random.Next(1, 5), random.Next(1, 5))), x.Size)),
            7 => graph.BatchNorm(graph.Relu(x)),
            8 => graph.Emit(new Elementwise(ElementwiseFunction.Max), "max", x, aligned),
            9 => graph.Emit(new SliceChannels(0, (x.Channels + 1) / 2), "slice", x),
            10 => RandomLayers.Attend(graph, x),
            // Of many channels: where a few are nearly equal, their deviation is noise, and dividing by it makes rounding a thousand times larger.
            11 => graph.Emit(new LayerNormalization(0), "ln", graph.ConvBn(x, 16, 1)),
            // Not behind a sigmoid: ONNX Runtime's is exact to 1e-9 only, and where all values are that small their directions are noise.
            12 => graph.Emit(new L2Normalization(random.Next(3)), "l2", aligned),
            13 => RandomLayers.SumWindows(graph, x, random),
            14 => RandomLayers.Enlarge(graph, x, LargestSide, random),
            15 => graph.Emit(new PatchEmbedding(random.Next(2, 7), random.Next(1, 4)), "patch", x),
            16 => graph.Emit(new GroupMinimum(x.Channels % 2 == 0 ? 2 : x.Channels), "min", x),
            17 => RandomLayers.Unpool(graph, x, random),
            18 => RandomLayers.SubtractLargest(graph, x, random),
            19 => graph.Emit(new Pointwise((PointwiseFunction)random.Next(4)), "act", x),
            _ => graph.Resize(x, new Size(random.Next(2, 40), random.Next(2, 40)), (ResizeMode)random.Next(3)),
        };
    }

    private static Value Recent(List<Value> values, Random random) => values[Math.Max(0, values.Count - 1 - random.Next(3))];
}
