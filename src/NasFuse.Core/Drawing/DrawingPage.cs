namespace NasFuse.Core.Drawing;

/// <summary>Architectures below each other with one legend, as an SVG document.</summary>
internal static class DrawingPage
{
    /// <summary>Writes a page.</summary>
    /// <param name="title">What a screen reader calls it.</param>
    /// <param name="panels">What stands on it, at least one; the first one's options hold for the page.</param>
    public static string Write(string title, IReadOnlyList<DrawingPanel> panels)
    {
        var options = panels[0].Options;
        var legend = options.Legend ? DrawingLegend.Of(panels) : null;
        var width = Math.Ceiling(Math.Max(panels.Max(panel => panel.Width), legend is null ? 0 : DrawingLegend.LeastWidth) + DrawingMeasures.Margin);
        var legendTop = panels.Sum(panel => panel.Height) + DrawingMeasures.Margin;
        var height = Math.Ceiling(legendTop + (legend is null ? 0 : legend.HeightAt(width) + DrawingMeasures.Margin));

        var svg = new SvgText();
        svg.Open("svg", ("xmlns", "http://www.w3.org/2000/svg"), ("class", "nf-drawing"), ("role", "img"), ("aria-label", title),
            ("viewBox", $"0 0 {SvgText.Number(width)} {SvgText.Number(height)}"), ("width", width), ("height", height));
        svg.Write("title", title);
        svg.Write("desc", string.Join("; ", panels.Select(panel => panel.Description)));
        if (options.Styles) svg.Write("style", DrawingStyle.Sheet(options.Theme));
        svg.Empty("rect", ("class", "nf-paper"), ("width", width), ("height", height));
        var top = 0.0;
        foreach (var panel in panels)
        {
            panel.Write(svg, top, width);
            top += panel.Height;
        }
        legend?.Write(svg, legendTop, width);
        svg.Close();
        return svg.ToString();
    }
}
