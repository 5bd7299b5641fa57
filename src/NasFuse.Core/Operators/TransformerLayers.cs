using NasFuse.Core.Graphs;

namespace NasFuse.Core.Operators;

/// <summary>Layers on token matrices <c>[1, L, D]</c>.</summary>
internal static class TransformerLayers
{
    /// <summary>A pre-norm layer: <c>x ← x + attention(ln x)</c>, <c>x ← x + mlp(ln x)</c>.</summary>
    public static Value TransformerLayer(this GraphBuilder graph, Value tokens, int heads, int expansion)
    {
        var attended = graph.Add(tokens, SelfAttention(graph, graph.LayerNorm(tokens, axis: 2), heads));
        var width = tokens.Shape.Width;
        var hidden = graph.Gelu(graph.Linear(graph.LayerNorm(attended, axis: 2), expansion * width));
        return graph.Add(attended, graph.Linear(hidden, width));
    }

    /// <summary>Multi-head self-attention <c>softmax(QKᵀ / √d) V</c> (Vaswani et al., NeurIPS 2017, equation 1).</summary>
    private static Value SelfAttention(GraphBuilder graph, Value tokens, int heads)
    {
        var (count, width) = (tokens.Shape.Height, tokens.Shape.Width);
        if (width % heads != 0) throw new ShapeException($"{heads} heads do not divide the width {width}");
        var perHead = graph.Permute(graph.Reshape(graph.Linear(tokens, 3 * width), count, 3 * heads, width / heads), 1, 0, 2);
        var (queries, keys, values) = (graph.Slice(perHead, 0, heads), graph.Slice(perHead, heads, heads), graph.Slice(perHead, 2 * heads, heads));
        var scores = graph.MatrixProduct(graph.Scale(queries, 1 / Math.Sqrt((double)width / heads)), keys, transposeSecond: true);
        var mixed = graph.Permute(graph.MatrixProduct(graph.Softmax(scores, axis: 2), values), 1, 0, 2);
        return graph.Linear(graph.Reshape(mixed, 1, count, width), width);
    }
}
