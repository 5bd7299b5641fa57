using NasFuse.Core.Fusions;
using NasFuse.Core.Measurement;

namespace NasFuse.Core.Drawing;

/// <summary>Explains below a drawing what it uses, and only that.</summary>
internal sealed class DrawingLegend
{
    /// <summary>A drawing with a legend is at least this wide, pixels.</summary>
    public const double LeastWidth = 420;

    private const double LineHeight = 20, Sample = 26, FontSize = 10, Between = 18;

    private readonly List<Item> _items = [];

    private DrawingLegend()
    {
    }

    /// <summary>Explains drawings that stand on one page.</summary>
    public static DrawingLegend Of(IReadOnlyList<DrawingPanel> panels)
    {
        var legend = new DrawingLegend();
        var (options, cost) = (panels[0].Options, panels[0].Cost);
        GridNode[] nodes = [.. panels.SelectMany(panel => panel.Layout.Grid.Nodes)];
        GridEdge[] edges = [.. nodes.SelectMany(node => node.In)];
        if (options.Marks is null)
        {
            foreach (var kind in edges.Select(edge => edge.Kind).Distinct().Order()) legend.AddLine($"nf-{DrawingStyle.Of(kind)}", Text(kind));
        }
        foreach (var change in panels.SelectMany(panel => panel.Changes).Distinct().Order())
            legend.AddLine($"nf-mark-{DrawingStyle.Of(change)}", DrawingStyle.Of(change));
        if (Array.Exists(edges, edge => edge.Edge.Port is not null)) legend.AddLine("nf-keep nf-port", "second output");
        foreach (var fusion in Fusions(nodes)) legend.AddGlyph(FusionGlyph.Of(fusion), FusionGlyph.Describe(fusion));
        legend.AddBox("nf-box", 0, cost is null ? "number and height: channels" : "first number and height: channels");
        if (cost is not null && options.Marks is not null) legend.AddBox("nf-box", 0, "second number: multiply-accumulates");
        else if (panels[0].Latencies is { } latencies) legend.AddLatency(latencies, cost is not null);
        else if (cost is not null) legend.AddBox("nf-box", 0.3, "second number and shade: multiply-accumulates");
        if (Array.Exists(nodes, node => !node.IsDeployed)) legend.AddBox("nf-box nf-training", 0, "training only");
        return legend;
    }

    /// <summary>Height of the legend in a drawing of some width.</summary>
    public double HeightAt(double width) => Places(width)[^1].Y + LineHeight;

    public void Write(SvgText svg, double top, double width)
    {
        svg.Open("g", ("class", "nf-legend"), ("transform", $"translate(0 {SvgText.Number(top)})"));
        foreach (var (item, x, y) in Places(width))
        {
            item.Draw(svg, x, y + LineHeight / 2);
            svg.Write("text", item.Label, ("x", x + item.LabelAt), ("y", y + LineHeight / 2 + 3.5));
        }
        svg.Close();
    }

    private List<(Item Item, double X, double Y)> Places(double width)
    {
        List<(Item, double, double)> places = [];
        var (x, y) = (DrawingMeasures.Margin, 0.0);
        foreach (var item in _items)
        {
            var needed = item.LabelAt + TextWidth.Of(item.Label, FontSize);
            if (x > DrawingMeasures.Margin && x + needed > width - DrawingMeasures.Margin) (x, y) = (DrawingMeasures.Margin, y + LineHeight);
            places.Add((item, x, y));
            x += needed + Between;
        }
        return places;
    }

    private void AddLine(string style, string label) => _items.Add(new Item(Sample, label, (svg, x, y) =>
        svg.Empty("path", ("class", $"nf-edge {style}"), ("stroke-width", 2.5),
            ("d", $"M{SvgText.Number(x)} {SvgText.Number(y)}H{SvgText.Number(x + Sample)}"))));

    private void AddLatency(NodeLatencies latencies, bool isCounted)
    {
        if (isCounted) AddBox("nf-box", 0, "second number: multiply-accumulates");
        AddBox("nf-box", 0.3, "ms and shade: latency measured in the running network");
        AddText(FormattableString.Invariant($"nodes add up to {latencies.SumMs:0.00} ms, the whole network takes {latencies.WholeMs:0.00} ms"));
        AddText(latencies.Backend);
    }

    private void AddText(string label) => _items.Add(new Item(0, label, (_, _, _) => { }));

    private void AddGlyph(string glyph, string label)
    {
        var width = Math.Max(DrawingMeasures.Glyph, TextWidth.Of(glyph, DrawingMeasures.NameFont, bold: true) + 9);
        _items.Add(new Item(width, label, (svg, x, y) =>
        {
            svg.Empty("rect", ("class", "nf-glyph"), ("x", x), ("y", y - DrawingMeasures.Glyph / 2), ("width", width), ("height", DrawingMeasures.Glyph),
                ("rx", DrawingMeasures.Glyph / 2));
            svg.Write("text", glyph, ("class", "nf-name nf-middle"), ("x", x + width / 2), ("y", y + 4));
        }));
    }

    private void AddBox(string style, double shade, string label) => _items.Add(new Item(20, label, (svg, x, y) =>
    {
        foreach (var name in shade > 0 ? (string[])[style, "nf-heat"] : [style])
            svg.Empty("rect", ("class", name), ("x", x), ("y", y - 6), ("width", 20.0), ("height", 12.0), ("rx", 3.0),
                ("fill-opacity", name == "nf-heat" ? shade.ToString("0.##") : "1"));
    }));

    private static IEnumerable<Fusion> Fusions(IEnumerable<GridNode> nodes) =>
        nodes.Where(node => node.Node is { } known && NodeLabel.Merges(known)).Select(node => node.Node!.Fusion!).DistinctBy(FusionGlyph.Of)
            .OrderBy(FusionGlyph.Describe, StringComparer.Ordinal);

    private static string Text(EdgeKind kind) => kind switch
    {
        EdgeKind.Keep => "as it is",
        EdgeKind.Match => "channels matched",
        EdgeKind.Up => "enlarged",
        EdgeKind.Down => "reduced",
        EdgeKind.Global => "global average",
        _ => "weighting",
    };

    private sealed record Item(double Sample, string Label, Action<SvgText, double, double> Draw)
    {
        public double LabelAt => Sample > 0 ? Sample + 6 : 0;
    }
}
