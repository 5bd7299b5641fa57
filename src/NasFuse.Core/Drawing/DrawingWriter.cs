using NasFuse.Core.Architectures;

namespace NasFuse.Core.Drawing;

/// <summary>Writes a laid out architecture as SVG: lanes, edges, nodes, legend.</summary>
internal sealed class DrawingWriter(Architecture architecture, DrawingLayout layout, ArchitectureCost? cost, DrawingOptions options)
{
    private const double Corner = 5;

    private readonly SvgText _svg = new();
    private readonly DrawingLegend? _legend = options.Legend ? DrawingLegend.Of(layout, cost, options) : null;
    private readonly NodeShades _shades = NodeShades.Of(cost, options);

    private string Title => options.Title ?? "Architecture";

    private string? Subtitle => options.Subtitle ?? (cost is null ? null
        : $"{Amount.Short(cost.Total.Parameters)} parameters · {Amount.Short(cost.Total.Macs)} multiply-accumulates at {cost.Size}");

    public string Write()
    {
        var top = (options.Title is null ? 0 : 22) + (Subtitle is null ? 0 : 15) + (options.Title is null && Subtitle is null ? 0 : DrawingMeasures.Margin);
        var width = Math.Max(layout.Width, Math.Max(TextWidth.Of(Title, 15, bold: true), DrawingLegend.LeastWidth)) + DrawingMeasures.Margin;
        var legendTop = top + layout.Height + DrawingMeasures.Margin;
        var height = legendTop + (_legend is null ? 0 : _legend.HeightAt(width) + DrawingMeasures.Margin);
        _svg.Open("svg", ("xmlns", "http://www.w3.org/2000/svg"), ("class", "nf-drawing"), ("role", "img"), ("aria-label", Title),
            ("viewBox", $"0 0 {SvgText.Number(width)} {SvgText.Number(height)}"), ("width", width), ("height", height));
        _svg.Write("title", Title);
        _svg.Write("desc", Description());
        _svg.Write("style", DrawingStyle.Sheet(options.Theme));
        _svg.Empty("rect", ("class", "nf-paper"), ("width", width), ("height", height));
        WriteHeading();
        _svg.Open("g", ("transform", $"translate(0 {SvgText.Number(top)})"));
        WriteLanes(width);
        foreach (var path in EdgePaths.Of(layout)) WriteEdge(path);
        foreach (var (box, line) in layout.Boxes.Values.Zip(ArchitectureText.Format(architecture).Split('\n').Prepend("image"))) WriteNode(box, line);
        _svg.Close();
        _legend?.Write(_svg, legendTop, width);
        _svg.Close();
        return _svg.ToString();
    }

    private string Description() =>
        $"{architecture.Nodes.Length} nodes on {layout.Grid.Lanes.Count} scales, {layout.Grid.Columns} columns deep, {architecture.Classes} classes";

    private void WriteHeading()
    {
        if (options.Title is { } title) _svg.Write("text", title, ("class", "nf-title"), ("x", DrawingMeasures.Margin), ("y", 26.0));
        if (Subtitle is { } subtitle) _svg.Write("text", subtitle, ("class", "nf-legend nf-muted"), ("x", DrawingMeasures.Margin), ("y", options.Title is null ? 20.0 : 42.0));
    }

    private void WriteLanes(double width)
    {
        for (var i = 0; i < layout.Grid.Lanes.Count; i++)
        {
            var lane = layout.Grid.Lanes[i];
            if (i % 2 == 0) _svg.Empty("rect", ("class", "nf-lane"), ("y", lane.Top), ("width", width), ("height", lane.Height));
            var middle = lane.Top + lane.Height / 2;
            _svg.Write("text", lane.Scale.ToString(), ("class", "nf-scale"), ("x", DrawingMeasures.Margin), ("y", middle + (cost is null ? 4 : 0)));
            if (cost is not null) _svg.Write("text", lane.Scale.Apply(cost.Size).ToString(), ("class", "nf-muted"), ("x", DrawingMeasures.Margin), ("y", middle + 12));
        }
    }

    private void WriteEdge(EdgePath path)
    {
        var marks = path.Edges.Select(edge => options.EdgeMarks.TryGetValue((edge.Target.Id, edge.Input), out var mark) ? mark : (DrawingMark?)null).Distinct().ToArray();
        var colour = marks is [{ } only] ? $" nf-mark-{DrawingStyle.Of(only)}" : "";
        var port = path.Edges.All(edge => edge.Edge.Port is not null) ? " nf-port" : "";
        _svg.Open("path", ("class", $"nf-edge nf-{DrawingStyle.Of(path.Kind)}{port}{colour}"), ("stroke-width", path.Stroke), ("d", path.Data));
        _svg.Write("title", string.Join('\n', path.Edges.Select(edge => $"{edge.Edge.From}{string.Concat(edge.Edge.Steps.Select(step => $" > {step.Text}"))} → {edge.Target.Id}")));
        _svg.Close();
    }

    private void WriteNode(NodeBox box, string line)
    {
        var (node, label) = (box.Node, box.Label);
        _svg.Open("g", ("class", "nf-node"), ("data-node", node.Id));
        _svg.Write("title", line + _shades.Describe(node.Id));
        WriteGlyph(box);
        var isEnd = node.Node is null || node.Id == Architecture.OutputId;
        var corner = isEnd ? Math.Min(box.Height, box.Width) / 2 : Corner;
        var mark = options.NodeMarks.TryGetValue(node.Id, out var marked) ? $" nf-mark-{DrawingStyle.Of(marked)}" : "";
        WriteBox($"nf-box{(isEnd ? " nf-end" : "")}{(node.IsDeployed ? "" : " nf-training")}{mark}");
        if (_shades.Of(node.Id) is > 0 and var shade) WriteBox("nf-heat", ("fill-opacity", shade.ToString("0.##")));
        var (middle, y) = (box.X + box.Width / 2, node.Row.Y - label.Height / 2 + 9.5);
        _svg.Write("text", label.Name, ("class", "nf-name nf-middle"), ("x", middle), ("y", y));
        foreach (var detail in label.Details) _svg.Write("text", detail, ("class", "nf-middle"), ("x", middle), ("y", y += DrawingMeasures.LineHeight));
        if (options.Ids && label.Name != node.Id) _svg.Write("text", node.Id, ("class", "nf-id nf-muted"), ("x", box.X + 1), ("y", box.Y - 2.5));
        _svg.Close();

        void WriteBox(string name, params ReadOnlySpan<(string, object)> more) => _svg.Empty(
            "rect", [("class", name), ("x", box.X), ("y", box.Y), ("width", box.Width), ("height", box.Height), ("rx", corner), .. more]);
    }

    private void WriteGlyph(NodeBox box)
    {
        if (box.Label.Glyph is not { } glyph) return;
        var y = box.Node.Row.Y;
        _svg.Empty("path", ("class", "nf-edge nf-keep"), ("stroke-width", 1.4), ("d", $"M{SvgText.Number(box.X - DrawingMeasures.GlyphGap)} {SvgText.Number(y)}H{SvgText.Number(box.X)}"));
        _svg.Empty("rect", ("class", "nf-glyph"), ("x", box.GlyphX), ("y", y - DrawingMeasures.Glyph / 2), ("width", box.Label.GlyphWidth), ("height", DrawingMeasures.Glyph),
            ("rx", DrawingMeasures.Glyph / 2));
        _svg.Write("text", glyph, ("class", "nf-name nf-middle"), ("x", box.GlyphX + box.Label.GlyphWidth / 2), ("y", y + 4));
    }
}
