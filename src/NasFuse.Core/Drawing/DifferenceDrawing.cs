using NasFuse.Core.Architectures;
using NasFuse.Core.Differences;
using NasFuse.Core.Graphs;

namespace NasFuse.Core.Drawing;

/// <summary>Draws two architectures below each other and highlights what is removed in the upper one, added in the lower one, and changed in both.</summary>
public static class DifferenceDrawing
{
    /// <summary>The drawing as an SVG document.</summary>
    /// <param name="difference">What distinguishes them.</param>
    /// <param name="olderTitle">Heading of the older architecture, which stands above.</param>
    /// <param name="newerTitle">Heading of the newer one.</param>
    /// <param name="size">Image size at which MACs are counted and shown, or null to show none.</param>
    /// <param name="theme">Colours.</param>
    public static string Svg(ArchitectureDifference difference, string olderTitle, string newerTitle, Size? size = null, DrawingTheme theme = DrawingTheme.Auto)
    {
        var options = new DrawingOptions { Theme = theme };
        return DrawingPage.Write($"{olderTitle} and {newerTitle} compared",
        [
            Panel(difference.Older, size, options with { Title = olderTitle, Marks = MarksOf(difference, change => change.Older, edge => edge.OlderInput) }),
            Panel(difference.Newer, size, options with { Title = newerTitle, Marks = MarksOf(difference, change => change.Newer, edge => edge.NewerInput) }),
        ]);
    }

    private static DrawingPanel Panel(Architecture architecture, Size? size, DrawingOptions options) =>
        new(architecture, size is { } counted ? ArchitectureCost.Of(architecture, counted) : null, options);

    /// <summary>A node of which only inputs differ is not marked itself: its edges are.</summary>
    private static DrawingMarks MarksOf(ArchitectureDifference difference, Func<NodeChange, ArchitectureNode?> side, Func<EdgeChange, int?> input)
    {
        var nodes = difference.Nodes.Where(change => side(change) is not null && (change.Kind != ChangeKind.Changed || change.Aspects.Count > 0));
        var edges =
            from change in difference.Nodes
            where side(change) is not null
            from edge in change.Edges
            where input(edge) is not null
            select KeyValuePair.Create((side(change)!.Id, input(edge)!.Value), edge.Kind);
        return new DrawingMarks(nodes.ToDictionary(change => side(change)!.Id, change => change.Kind, StringComparer.Ordinal), edges.ToDictionary());
    }
}
