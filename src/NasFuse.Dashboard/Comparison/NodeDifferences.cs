using NasFuse.Core.Architectures;

namespace NasFuse.Dashboard.Comparison;

/// <summary>A node that is not alike in all architectures.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Lines">Its line of the text form in each architecture, or null where it has no such node.</param>
internal sealed record NodeDifference(string Id, IReadOnlyList<string?> Lines);

/// <summary>Finds what differs between architectures, node by node.</summary>
internal static class NodeDifferences
{
    /// <summary>All nodes that are not alike in all architectures, in the order in which they come.</summary>
    public static IReadOnlyList<NodeDifference> Between(IReadOnlyList<Architecture> architectures)
    {
        var lines = architectures.Select(LinesOf).ToList();
        return
        [
            .. lines.SelectMany(one => one.Keys).Distinct(StringComparer.Ordinal)
                .Select(id => new NodeDifference(id, [.. lines.Select(one => one.GetValueOrDefault(id))]))
                .Where(difference => difference.Lines.Distinct(StringComparer.Ordinal).Count() > 1),
        ];
    }

    private static Dictionary<string, string> LinesOf(Architecture architecture) =>
        ArchitectureText.Format(architecture).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.Contains(':', StringComparison.Ordinal))
            .ToDictionary(line => line[..line.IndexOf(':', StringComparison.Ordinal)].Trim(), line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim(), StringComparer.Ordinal);
}
