using NasFuse.Core.Graphs;
using NasFuse.Core.Vocabulary;

namespace NasFuse.Core.Operators;

/// <summary>Asymmetric non-local attention: queries from every position of one map, keys and values from pooled grids of another.</summary>
/// <remarks>Source: asymmetric non-local networks (Zhu et al., ICCV 2019, equations 4-7), as used in BPNet.</remarks>
internal static class PyramidAttention
{
    /// <summary>The context of every position of <paramref name="queries"/>, projected to <paramref name="width"/> channels.</summary>
    /// <param name="graph">Where to emit.</param>
    /// <param name="queries"><c>[κ, H, W]</c>.</param>
    /// <param name="keys"><c>[κ, h, w]</c>.</param>
    /// <param name="values"><c>[κ, h, w]</c>.</param>
    /// <param name="bins">Sides of the grids that keys and values are averaged over.</param>
    /// <param name="width">Channels of the result.</param>
    public static Value Attend(GraphBuilder graph, Value queries, Value keys, Value values, IntegerList bins, int width)
    {
        var scores = graph.MatrixProduct(graph.Scale(graph.ToTokens(queries), 1 / Math.Sqrt(queries.Channels)), Sample(graph, keys, bins), transposeSecond: true);
        var mixed = graph.MatrixProduct(graph.Softmax(scores, axis: 2), Sample(graph, values, bins));
        return graph.Conv(graph.ToMap(mixed, queries.Size), width, kernel: 1);
    }

    /// <summary>Means over all grids, one row each: <c>[1, Σ b², κ]</c>.</summary>
    private static Value Sample(GraphBuilder graph, Value map, IntegerList bins)
    {
        // Rows are joined along the first dimension, where concatenation works.
        Value[] grids = [.. bins.Select(bin => graph.Permute(graph.ToTokens(graph.AdaptiveAverage(map, new Size(bin, bin))), 1, 0, 2))];
        return graph.Permute(graph.Concat(grids), 1, 0, 2);
    }
}
