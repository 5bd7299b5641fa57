using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;

namespace NasFuse.Core.Drawing;

/// <summary>Draws an architecture on the grid of scale and depth, so that its fusion topology is seen at a glance.</summary>
/// <remarks>
/// Lanes are scales, finest on top; maps flow from left to right. Colours tell what happens to a map on its way to a node, signs how maps are fused, thickness
/// and height how many channels there are. The same architecture and options always give the same text.
/// </remarks>
public static class ArchitectureDrawing
{
    /// <summary>Style sheet for a page that holds several drawings or plots; it follows the reader's system or a <c>data-theme</c> of the page.</summary>
    public static string StyleSheet { get; } = DrawingStyle.Sheet(DrawingTheme.Auto);

    /// <summary>The drawing as an SVG document, which is also what a page can hold as an element.</summary>
    /// <param name="architecture">A valid architecture.</param>
    /// <param name="size">Image size at which MACs are counted and shown, or null to show none.</param>
    /// <param name="options">What else it shows; null for the defaults.</param>
    public static string Svg(Architecture architecture, Size? size = null, DrawingOptions? options = null)
    {
        options ??= new DrawingOptions();
        var cost = size is { } counted ? ArchitectureCost.Of(architecture, counted) : null;
        return DrawingPage.Write(options.Title ?? "Architecture", [new DrawingPanel(architecture, cost, options)]);
    }
}
