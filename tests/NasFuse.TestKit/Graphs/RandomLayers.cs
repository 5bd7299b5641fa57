using NasFuse.Core.Graphs;

namespace NasFuse.TestKit.Graphs;

/// <summary>Layers of several primitives for graphs that are wired at random.</summary>
public static class RandomLayers
{
    /// <summary>Tokens of the map look at those of a small one.</summary>
    public static Value Attend(GraphBuilder graph, Value x)
    {
        var (queries, tokens) = (graph.ToTokens(x), graph.ToTokens(graph.AdaptiveAverage(x, new Size(2, 3))));
        var attention = graph.Softmax(graph.Scale(graph.MatrixProduct(queries, tokens, transposeSecond: true), 1 / Math.Sqrt(x.Channels)), axis: 2);
        return graph.ToMap(graph.Emit(new Linear(x.Channels), "fc", graph.MatrixProduct(attention, tokens)), x.Size);
    }

    /// <summary>Each position sums what is like it around.</summary>
    public static Value SumWindows(GraphBuilder graph, Value x, Random random)
    {
        var (window, dilation) = (3 + 2 * random.Next(2), random.Next(1, 3));
        return graph.Emit(new WindowSum(window, dilation), "sum", graph.Emit(new WindowAffinity(window, dilation, 2, 0.7), "affinity", graph.Sigmoid(x)), x);
    }

    /// <summary>A transposed convolution, cut to a largest side.</summary>
    public static Value Enlarge(GraphBuilder graph, Value x, int largestSide, Random random)
    {
        var large = graph.Emit(new TransposedConvolution(random.Next(2, 7), 2), "tconv", x);
        return graph.Emit(new Crop(0, 1, new Size(Math.Min(largestSide, large.Size.Height), Math.Min(largestSide, large.Size.Width - 1))), "crop", large);
    }

    /// <summary>Values go back to where a pooling of the image found its largest.</summary>
    /// <remarks>The image is the same in every number format: a close call between two computed values could go either way.</remarks>
    public static Value Unpool(GraphBuilder graph, Value x, Random random)
    {
        var kernel = random.Next(2, 5);
        var places = graph.Emit(new PoolingIndices(kernel), "places", graph.Image);
        return graph.Emit(new Unpooling(kernel, graph.Image.Size), "unpool", graph.Resize(graph.Conv(x, 3, 1), places.Size), places);
    }

    /// <summary>The largest of a constant, taken off.</summary>
    public static Value SubtractLargest(GraphBuilder graph, Value x, Random random) =>
        graph.Subtract(x, graph.Emit(new KeepLargest(random.Next(1, 4)), "keep", graph.Emit(new LearnedConstant(x.Shape, Initialization.Normal), "constant")));
}
