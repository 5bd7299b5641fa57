using NasFuse.Core.Architectures;
using NasFuse.Core.Differences;
using NasFuse.Core.Drawing;

namespace NasFuse.Dashboard.Comparison;

/// <summary>Turns what differs between two architectures into marks of their drawings.</summary>
internal static class DifferenceMarks
{
    /// <summary>Marks for the drawing of the newer architecture: what it has more, and what it has in another way.</summary>
    public static DrawingOptions Newer(ArchitectureDifference difference) =>
        Options(difference, node => node.Newer, edge => edge.NewerInput);

    /// <summary>Marks for the drawing of the older architecture: what the newer one lacks, and what it has in another way.</summary>
    public static DrawingOptions Older(ArchitectureDifference difference) =>
        Options(difference, node => node.Older, edge => edge.OlderInput);

    private static DrawingOptions Options(ArchitectureDifference difference, Func<NodeChange, ArchitectureNode?> side, Func<EdgeChange, int?> input)
    {
        var there = difference.Nodes.Where(node => node.Kind != ChangeKind.Same && side(node) is not null).ToList();
        return new DrawingOptions
        {
            NodeMarks = there.ToDictionary(node => side(node)!.Id, node => MarkOf(node.Kind), StringComparer.Ordinal),
            EdgeMarks = there.SelectMany(node => node.Edges.Where(edge => edge.Kind != ChangeKind.Same && input(edge) is not null)
                .Select(edge => ((side(node)!.Id, input(edge)!.Value), MarkOf(edge.Kind)))).ToDictionary(),
            Legend = false,
        };
    }

    private static DrawingMark MarkOf(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => DrawingMark.Added,
        ChangeKind.Removed => DrawingMark.Removed,
        _ => DrawingMark.Changed,
    };
}
