using NasFuse.Core.Architectures;
using NasFuse.Core.Differences;

namespace NasFuse.Cli.Rendering;

/// <summary>A line of a comparison.</summary>
/// <param name="Kind">Added, removed, or in both; the sign in front says the same.</param>
/// <param name="Text">The line.</param>
internal sealed record DifferenceLine(ChangeKind Kind, string Text);

/// <summary>
/// The difference of two architectures as text: lines of nodes, removed ones with <c>-</c>, added ones with <c>+</c>, changed ones with both.
/// </summary>
/// <remarks>Lines of the older architecture name nodes as the newer one does, so that what was merely renamed does not show.</remarks>
internal static class DifferenceText
{
    private const int Context = 2;

    /// <summary>The lines, with a few unchanged ones around changes and dots for the rest.</summary>
    public static IEnumerable<DifferenceLine> Of(ArchitectureDifference difference)
    {
        var idWidth = difference.Nodes.Max(change => change.Id.Length) + 2;
        var nodes = difference.Nodes;
        var last = -1;
        for (var i = 0; i < nodes.Count; i++)
        {
            if (!Enumerable.Range(i - Context, 2 * Context + 1).Any(near => near >= 0 && near < nodes.Count && nodes[near].Kind != ChangeKind.Same)) continue;
            if (i > last + 1) yield return new DifferenceLine(ChangeKind.Same, "  …");
            foreach (var line in LinesOf(difference, nodes[i], idWidth)) yield return line;
            last = i;
        }
        if (last >= 0 && last < nodes.Count - 1) yield return new DifferenceLine(ChangeKind.Same, "  …");
    }

    /// <summary><c>3 nodes changed, 1 added, 2 removed · edges: 4 added, 3 removed</c></summary>
    public static string Summary(ArchitectureDifference difference)
    {
        if (difference.IsEmpty) return "the same architecture, names and order of lines apart";
        return $"nodes: {Counts(difference.Count)} · edges: {Counts(difference.CountEdges)}";
    }

    private static string Counts(Func<ChangeKind, int> count)
    {
        var parts = new[] { ChangeKind.Changed, ChangeKind.Added, ChangeKind.Removed }.Where(kind => count(kind) > 0)
            .Select(kind => $"{count(kind)} {kind.ToString().ToLowerInvariant()}").ToArray();
        return parts.Length == 0 ? "all the same" : string.Join(", ", parts);
    }

    private static IEnumerable<DifferenceLine> LinesOf(ArchitectureDifference difference, NodeChange change, int idWidth)
    {
        if (change.Kind == ChangeKind.Same)
        {
            yield return new DifferenceLine(ChangeKind.Same, $"  {ArchitectureText.Format(change.Newer!, idWidth)}");
            yield break;
        }
        if (change.Older is { } older) yield return new DifferenceLine(ChangeKind.Removed, $"- {ArchitectureText.Format(Renamed(difference, older), idWidth)}");
        var aspects = change.Aspects.Count > 0 ? $"   // {string.Join(", ", change.Aspects)}" : "";
        if (change.Newer is { } newer) yield return new DifferenceLine(ChangeKind.Added, $"+ {ArchitectureText.Format(newer, idWidth)}{aspects}");
    }

    private static ArchitectureNode Renamed(ArchitectureDifference difference, ArchitectureNode node)
    {
        return node with
        {
            Id = Name(node.Id), Inputs = [.. node.Inputs.Select(edge => edge with { Source = Name(edge.Source) })],
            SharedWith = node.SharedWith is { } shared ? Name(shared) : null,
        };

        // A removed node may have a name that another node has now.
        string Name(string id) => difference.NewerIds.TryGetValue(id, out var newer) ? newer
            : difference.Newer.Nodes.Any(other => other.Id == id) ? $"{id}'" : id;
    }
}
