using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Mask transformer decoder: learned class tokens go through a transformer with the map's tokens, and their products are the class masks.</summary>
/// <remarks>The node's width is the number of classes. Source: Segmenter (Strudel et al., ICCV 2021, section 3.2).</remarks>
[Operator("maskt")]
public sealed record MaskTransformer : Operator
{
    /// <summary>Start deviation of the class tokens.</summary>
    private const double TokenDeviation = 0.02;

    /// <summary>Number of layers, 1..16.</summary>
    [Argument("n", Min = 1, Max = 16)] public int Layers { get; init; } = 2;

    /// <summary>Attention heads, 1..64; must divide the input's channels.</summary>
    [Argument("heads", Min = 1, Max = 64)] public int Heads { get; init; } = 4;

    /// <inheritdoc/>
    public override Value Lower(GraphBuilder graph, Value input, NodeTarget target)
    {
        var (positions, width, classes) = ((int)input.Shape.Area, input.Channels, target.Width);
        var patches = graph.Linear(graph.ToTokens(input), width);
        var classTokens = graph.Emit(new LearnedConstant(new TensorShape(classes, 1, width), Initialization.Normal, TokenDeviation), "classes");
        // Tokens are joined along the first dimension, where concatenation and slicing work.
        var tokens = graph.Permute(graph.Concat(graph.Permute(patches, 1, 0, 2), classTokens), 1, 0, 2);
        for (var layer = 0; layer < Layers; layer++) tokens = graph.TransformerLayer(tokens, Heads, expansion: 4);
        var rows = graph.Permute(graph.LayerNorm(tokens, axis: 2), 1, 0, 2);
        var masks = graph.MatrixProduct(Project(graph, graph.Slice(rows, 0, positions)), Project(graph, graph.Slice(rows, positions, classes)), transposeSecond: true);
        return graph.ToMap(graph.LayerNorm(masks, axis: 2), input.Size);
    }

    private static Value Project(GraphBuilder graph, Value rows) =>
        graph.Emit(new L2Normalization(2), "l2", graph.Linear(graph.Permute(rows, 1, 0, 2), rows.Shape.Width, bias: false));
}
