using NasFuse.Core.Graphs;
using NasFuse.TestKit.Graphs;

namespace NasFuse.Torch.Tests.Execution;

/// <summary>Small graphs of all primitives, wired at random, for property tests.</summary>
internal static class RandomGraphs
{
    private const int LargestSide = 24;

    public static Graph Create(uint seed)
    {
        var random = new Random((int)(seed & 0x7fffffff));
        var graph = new GraphBuilder(new Size(random.Next(5, 24), random.Next(5, 24)));
        List<Value> values = [graph.Image];
        for (var i = random.Next(4, 16); i > 0; i--) values.Add(Extend(graph, values, random));
        var heads = random.Next(3) > 0 ? [] : new[] { new AuxiliaryHead(graph.Conv(Pick(values, random), 4, 1).Node, 0.5) };
        return graph.Build(graph.Resize(graph.Conv(values[^1], 4, 1), graph.Image.Size), [.. heads]);
    }

    private static Value Extend(GraphBuilder graph, List<Value> values, Random random)
    {
        var input = Pick(values, random);
        switch (random.Next(24))
        {
            case 0: return graph.Conv(input, random.Next(1, 9), 1 + 2 * random.Next(3), random.Next(1, 4), random.Next(1, 4), bias: random.Next(2) == 0);
            case 1: return graph.DepthwiseBn(input, 3, random.Next(1, 3));
            case 2: return graph.ConvBnRelu(input, random.Next(1, 9), 3, random.Next(1, 3));
            case 3: return graph.Relu(input);
            case 4: return graph.Sigmoid(graph.Conv(graph.GlobalAverage(input), input.Channels, 1));
            case 5: return graph.Emit(new Softmax(), "softmax", input);
            case 6: return graph.Emit(new Resize(new Size(random.Next(1, 24), random.Next(1, 24)), (ResizeMode)random.Next(3)), "resize", input);
            case 7: return graph.Emit(new Pooling((PoolingFunction)random.Next(2), 3, random.Next(1, 3)), "pool", input);
            case 8: return graph.Emit(new Pooling((PoolingFunction)random.Next(2), 2, 2), "pool", input);
            case 9: return graph.AdaptiveAverage(input, new Size(random.Next(1, 4), random.Next(1, 4)));
            case 10: return Slice(graph, input, random);
            case 11: return graph.Emit(new MultiplyConstant(0.5f + random.NextSingle()), "scale", input);
            case 12: return WeightedSum(graph, input, Fit(graph, Pick(values, random), input));
            case 13: return RandomLayers.Attend(graph, input);
            case 14: return graph.Emit(new LayerNormalization(0), "ln", graph.ConvBn(input, 16, 1));
            case 15: return graph.Emit(new L2Normalization(random.Next(3)), "l2", graph.Sigmoid(input));
            case 16: return RandomLayers.SumWindows(graph, input, random);
            case 17: return RandomLayers.Enlarge(graph, input, LargestSide, random);
            case 18: return graph.Emit(new PatchEmbedding(random.Next(2, 7), random.Next(1, 4)), "patch", input);
            case 19: return graph.Emit(new GroupMinimum(input.Channels % 2 == 0 ? 2 : input.Channels), "min", input);
            case 20: return RandomLayers.Unpool(graph, input, random);
            case 21: return RandomLayers.SubtractLargest(graph, input, random);
            case 22: return graph.Emit(new Pointwise((PointwiseFunction)random.Next(4)), "act", input);
            default: return Join(graph, input, Fit(graph, Pick(values, random), input), random);
        }
    }

    private static Value Join(GraphBuilder graph, Value a, Value b, Random random) => random.Next(5) switch
    {
        0 => graph.Add(a, b),
        1 => graph.Multiply(b, a),
        2 => graph.Emit(new Elementwise(ElementwiseFunction.Max), "max", a, b),
        3 => graph.Subtract(a, b),
        _ => graph.Concat(a, b, graph.Emit(new LearnedConstant(new TensorShape(2, a.Size.Height, a.Size.Width), Initialization.SmallNormal), "constant")),
    };

    private static Value WeightedSum(GraphBuilder graph, Value a, Value b)
    {
        var weights = graph.Emit(new Softmax(), "softmax", graph.Emit(new LearnedConstant(new TensorShape(2, 1, 1), Initialization.Zero), "beta"));
        return graph.Add(graph.Multiply(a, graph.Emit(new SliceChannels(0, 1), "weight", weights)), graph.Multiply(b, graph.Emit(new SliceChannels(1, 1), "weight", weights)));
    }

    private static Value Slice(GraphBuilder graph, Value input, Random random)
    {
        var start = random.Next(input.Channels);
        return graph.Emit(new SliceChannels(start, random.Next(1, input.Channels - start + 1)), "slice", input);
    }

    private static Value Fit(GraphBuilder graph, Value value, Value like) => graph.Resize(graph.ConvBn(value, like.Channels, 1), like.Size);

    private static Value Pick(List<Value> values, Random random) => values[Math.Max(0, values.Count - 1 - random.Next(4))];
}
