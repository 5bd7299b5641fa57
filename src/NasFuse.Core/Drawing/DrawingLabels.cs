using NasFuse.Core.Architectures;

namespace NasFuse.Core.Drawing;

/// <summary>What drawings write on nodes and edges, the same in every format.</summary>
internal static class DrawingLabels
{
    /// <summary><c>f8: add → conv(k=3), 1/8 x32</c></summary>
    public static string Of(ArchitectureNode node)
    {
        var fusion = node is { Fusion: { } merge, Inputs.Length: > 1 } ? $"{merge.Text} → " : "";
        var auxiliary = node.AuxiliaryWeight is { } weight ? FormattableString.Invariant($", aux {weight}") : "";
        var detail = node.DetailWeight is { } detailWeight ? FormattableString.Invariant($", detail {detailWeight}") : "";
        return $"{node.Id}: {fusion}{node.Operator.Text}, {node.Scale} x{node.Width}{auxiliary}{detail}";
    }

    /// <summary><c>c1, up</c>, with the port in front if it is not the source's map; empty for an edge without either.</summary>
    public static string Of(Edge edge) =>
        string.Join(", ", edge.Steps.Select(step => step.Text).Prepend(edge.Port is null ? "" : $".{edge.Port}").Where(part => part.Length > 0));

    /// <summary>Nodes by resolution, finest first.</summary>
    public static IEnumerable<IGrouping<Scale, ArchitectureNode>> Levels(Architecture architecture) =>
        architecture.Nodes.GroupBy(node => node.Scale).OrderByDescending(level => level.Key);
}
