using NasFuse.Core.Architectures;
using NasFuse.Core.Differences;
using NasFuse.Core.Measurement;

namespace NasFuse.Core.Drawing;

/// <summary>One architecture on a page, laid out: heading, lanes, edges, nodes.</summary>
internal sealed class DrawingPanel
{
    private const double Corner = 5;

    private readonly DrawnArchitecture _drawn;
    private readonly NodeShades _shades;

    /// <summary>Lays an architecture out.</summary>
    public DrawingPanel(Architecture architecture, ArchitectureCost? cost, DrawingOptions options)
    {
        (_drawn, Options) = (new DrawnArchitecture(architecture, cost, options), options);
        Layout = DrawingLayout.Of(_drawn, options);
        _shades = new NodeShades(_drawn, options);
    }

    public ArchitectureCost? Cost => _drawn.Cost;

    public NodeLatencies? Latencies => _drawn.HasLatency ? _drawn.Latencies : null;

    public DrawingOptions Options { get; }

    public DrawingLayout Layout { get; }

    /// <summary>Changes that it highlights.</summary>
    public IEnumerable<ChangeKind> Changes => Options.Marks is { } marks
        ? marks.Nodes.Values.Concat(marks.Edges.Values).Where(change => change != ChangeKind.Same) : [];

    /// <summary>Width it needs, pixels.</summary>
    public double Width => Math.Max(Layout.Width, DrawingMeasures.Margin + TextWidth.Of(Options.Title ?? "", DrawingMeasures.TitleFont, bold: true));

    /// <summary>Height it takes, pixels.</summary>
    public double Height => HeadingHeight + Layout.Height;

    /// <summary>What a screen reader says.</summary>
    public string Description =>
        $"{Options.Title ?? "Architecture"}: {_drawn.Whole.Nodes.Length} nodes on {Layout.Grid.Lanes.Count} scales, {_drawn.Whole.Classes} classes";

    private string? Subtitle => Options.Subtitle ?? (Cost is null ? null
        : $"{Amount.Short(Cost.Total.Parameters)} parameters · {Amount.Short(Cost.Total.Macs)} multiply-accumulates at {Cost.Size}");

    private double HeadingHeight => (Options.Title, Subtitle) switch { (null, null) => 0, (not null, not null) => 53, (null, not null) => 31, _ => 38 };

    /// <summary>Writes it.</summary>
    /// <param name="svg">Where to.</param>
    /// <param name="top">Its top on the page.</param>
    /// <param name="width">Width of the page.</param>
    public void Write(SvgText svg, double top, double width)
    {
        svg.Open("g", ("transform", $"translate(0 {SvgText.Number(top)})"));
        if (Options.Title is { } title) svg.Write("text", title, ("class", "nf-title"), ("x", DrawingMeasures.Margin), ("y", 26.0));
        if (Subtitle is { } subtitle)
            svg.Write("text", subtitle, ("class", "nf-legend nf-muted"), ("x", DrawingMeasures.Margin), ("y", Options.Title is null ? 20.0 : 42.0));
        svg.Open("g", ("transform", $"translate(0 {SvgText.Number(HeadingHeight)})"));
        WriteLanes(svg, width);
        foreach (var path in EdgePaths.Of(Layout)) WriteEdge(svg, path);
        foreach (var box in Layout.Boxes.Values) WriteNode(svg, box);
        svg.Close();
        svg.Close();
    }

    private void WriteLanes(SvgText svg, double width)
    {
        for (var i = 0; i < Layout.Grid.Lanes.Count; i++)
        {
            var lane = Layout.Grid.Lanes[i];
            if (i % 2 == 0) svg.Empty("rect", ("class", "nf-lane"), ("y", lane.Top), ("width", width), ("height", lane.Height));
            var middle = lane.Top + lane.Height / 2;
            svg.Write("text", lane.Scale.ToString(), ("class", "nf-scale"), ("x", DrawingMeasures.Margin), ("y", middle + (Cost is null ? 4 : 0)));
            if (Cost is not null)
                svg.Write("text", lane.Scale.Apply(Cost.Size).ToString(), ("class", "nf-muted"), ("x", DrawingMeasures.Margin), ("y", middle + 12));
        }
    }

    private void WriteEdge(SvgText svg, EdgePath path)
    {
        var colour = Options.Marks is not { } marks ? DrawingStyle.Of(path.Kind)
            : path.Edges.Select(edge => marks.Edges.GetValueOrDefault((edge.Target.Id, edge.Input))).Distinct().ToArray() is [not ChangeKind.Same and var only]
            ? $"mark-{DrawingStyle.Of(only)}" : DrawingStyle.Of(EdgeKind.Keep);
        var port = path.Edges.All(edge => edge.Edge.Port is not null) ? " nf-port" : "";
        svg.Open("path", ("class", $"nf-edge nf-{colour}{port}"), ("stroke-width", path.Stroke), ("d", path.Data));
        svg.Write("title", string.Join('\n', path.Edges.Select(edge =>
            $"{edge.Edge.From}{string.Concat(edge.Edge.Steps.Select(step => $" > {step.Text}"))} → {edge.Target.Id}")));
        svg.Close();
    }

    private void WriteNode(SvgText svg, NodeBox box)
    {
        var (node, label) = (box.Node, box.Label);
        svg.Open("g", ("class", "nf-node"), ("data-node", string.Join(' ', _drawn.MembersOf(node.Id))));
        svg.Write("title", _drawn.Describe(node.Id));
        WriteGlyph(svg, box);
        WriteBox(BoxStyle(node));
        if (_shades.Of(node.Id) is > 0 and var shade) WriteBox("nf-heat", ("fill-opacity", shade.ToString("0.##")));
        var (middle, y) = (box.X + box.Width / 2, node.Row.Y - label.Height / 2 + 9.5);
        svg.Write("text", label.Name, ("class", "nf-name nf-middle"), ("x", middle), ("y", y));
        foreach (var detail in label.Details) svg.Write("text", detail, ("class", "nf-middle"), ("x", middle), ("y", y += DrawingMeasures.LineHeight));
        if (Options.Ids && label.Name != node.Id) svg.Write("text", IdOf(node), ("class", "nf-id nf-muted"), ("x", box.X + 1), ("y", box.Y - 2.5));
        svg.Close();

        void WriteBox(string name, params ReadOnlySpan<(string, object)> more) => svg.Empty(
            "rect", [("class", name), ("x", box.X), ("y", box.Y), ("width", box.Width), ("height", box.Height),
                ("rx", IsEnd(node) ? Math.Min(box.Height, box.Width) / 2 : Corner), .. more]);
    }

    private string BoxStyle(GridNode node)
    {
        var change = Options.Marks?.Nodes.GetValueOrDefault(node.Id) ?? ChangeKind.Same;
        var mark = change == ChangeKind.Same ? "" : $" nf-mark-{DrawingStyle.Of(change)}";
        return $"nf-box{(IsEnd(node) ? " nf-end" : "")}{(node.IsDeployed ? "" : " nf-training")}{mark}";
    }

    private string IdOf(GridNode node) => _drawn.MembersOf(node.Id) is { Count: > 1 } members ? $"{members[0]} …" : node.Id;

    private static bool IsEnd(GridNode node) => node.Node is null || node.Id == Architecture.OutputId;

    private static void WriteGlyph(SvgText svg, NodeBox box)
    {
        if (box.Label.Glyph is not { } glyph) return;
        var y = box.Node.Row.Y;
        svg.Empty("path", ("class", "nf-edge nf-keep"), ("stroke-width", 1.4),
            ("d", $"M{SvgText.Number(box.X - DrawingMeasures.GlyphGap)} {SvgText.Number(y)}H{SvgText.Number(box.X)}"));
        svg.Empty("rect", ("class", "nf-glyph"), ("x", box.GlyphX), ("y", y - DrawingMeasures.Glyph / 2), ("width", box.Label.GlyphWidth),
            ("height", DrawingMeasures.Glyph),
            ("rx", DrawingMeasures.Glyph / 2));
        svg.Write("text", glyph, ("class", "nf-name nf-middle"), ("x", box.GlyphX + box.Label.GlyphWidth / 2), ("y", y + 4));
    }
}
