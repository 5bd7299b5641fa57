using NasFuse.Core.Graphs;
using NasFuse.Core.Operators;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Fusions;

/// <summary>Object-contextual representations: class scores gather one vector per class region, and every position attends to them (OCR, Yuan et al., ECCV 2020, equations 3-7).</summary>
/// <remarks>Inputs are the features <c>[C, H, W]</c> and coarse scores <c>[K, H, W]</c>; the result is <c>[C, H, W]</c>.</remarks>
[Fusion("ocr")]
public sealed record ObjectContext : Fusion
{
    /// <summary>Channels of queries, keys and values, or 0 for half of the features'.</summary>
    [Argument("key", Min = 0, Max = 65536)] public int KeyWidth { get; init; }

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, IReadOnlyList<Value> inputs, NodeTarget target)
    {
        if (inputs.Count != 2) throw new ShapeException($"'ocr' takes features and coarse scores, but got {inputs.Count} inputs");
        var (features, scores) = (inputs[0], inputs[1]);
        var width = KeyWidth > 0 ? KeyWidth : Math.Max(1, features.Channels / 2);
        var regions = Regions(graph, features, scores);
        var queries = graph.ToTokens(Project(graph, Project(graph, features, width), width));
        var keys = graph.ToTokens(Project(graph, Project(graph, regions, width), width));
        var values = graph.ToTokens(Project(graph, regions, width));
        var attention = graph.Softmax(graph.MatrixProduct(graph.Scale(queries, 1 / Math.Sqrt(width)), keys, transposeSecond: true), axis: 2);
        var context = Project(graph, graph.ToMap(graph.MatrixProduct(attention, values), features.Size), features.Channels);
        return Project(graph, graph.Concat(context, features), features.Channels);
    }

    /// <summary>One vector per class, <c>[C, K, 1]</c>: the mean of the features weighted by the softmax of the class's scores over all positions.</summary>
    private static Value Regions(GraphBuilder graph, Value features, Value scores)
    {
        var shares = graph.Softmax(graph.Reshape(scores, 1, scores.Channels, (int)scores.Shape.Area), axis: 2);
        return graph.ToMap(graph.MatrixProduct(shares, graph.ToTokens(features)), new Size(scores.Channels, 1));
    }

    private static Value Project(GraphBuilder graph, Value input, int width) => graph.ConvBnRelu(input, width, kernel: 1);
}
