using System.Text;

namespace NasFuse.Core.Drawing;

/// <summary>A line to draw.</summary>
/// <param name="Data">Path data of SVG.</param>
/// <param name="Kind">Its colour; null where branches of several kinds share it.</param>
/// <param name="Stroke">Its thickness, pixels.</param>
/// <param name="Edges">The edges it belongs to.</param>
internal sealed record EdgePath(string Data, EdgeKind? Kind, double Stroke, IReadOnlyList<GridEdge> Edges);

/// <summary>Lines of all edges: curves in the gaps between columns, straight along rows, so that none passes through a node.</summary>
internal static class EdgePaths
{
    private const double Spread = 4;

    public static IEnumerable<EdgePath> Of(DrawingLayout layout)
    {
        foreach (var node in layout.Grid.Nodes)
        {
            if (node.Out.Count > 0 && layout.Boxes[node.Id].Right < layout.Columns[node.Column].Right) yield return Stub(layout, node);
            if (node.Trunk is not null) yield return Trunk(layout, node);
        }
        foreach (var node in layout.Grid.Nodes)
        {
            GridEdge[] arriving = [.. node.In.OrderBy(edge => edge.StartY).ThenBy(edge => edge.Input)];
            var middle = Middle(arriving);
            var step = Math.Min(Spread, (DrawingMeasures.Glyph - 5) / 2 / Math.Max(1, Math.Max(middle, arriving.Length - 1 - middle)));
            for (var i = 0; i < arriving.Length; i++) yield return Branch(layout, arriving[i], (i - middle) * step);
        }
    }

    /// <summary>Which of the arriving edges enters in the middle: one that comes straight, if there is one.</summary>
    private static double Middle(GridEdge[] arriving)
    {
        var straight = Array.FindIndex(arriving, edge => Math.Abs(edge.StartY - edge.Target.Row.Y) < 0.05);
        return straight >= 0 ? straight : (arriving.Length - 1) / 2.0;
    }

    /// <summary>From a narrow node to the end of its column, where its edges part.</summary>
    private static EdgePath Stub(DrawingLayout layout, GridNode source)
    {
        var path = new PathText(layout.Boxes[source.Id].Right, source.Row.Y);
        path.LineTo(layout.Columns[source.Column].Right, source.Row.Y);
        return new EdgePath(path.ToString(), CommonKind([.. source.Out]), StrokeOf(source), source.Out);
    }

    private static EdgePath Trunk(DrawingLayout layout, GridNode source)
    {
        GridEdge[] edges = [.. source.Out.Where(edge => edge.IsLong)];
        var path = new PathText(layout.Columns[source.Column].Right, source.Row.Y);
        path.CurveTo(layout.Columns[source.Column + 1].Left, source.Trunk!.Y);
        path.LineTo(layout.Columns[source.LastReader - 1].Right, source.Trunk.Y);
        return new EdgePath(path.ToString(), CommonKind(edges), StrokeOf(source), edges);
    }

    private static EdgePath Branch(DrawingLayout layout, GridEdge edge, double offset)
    {
        var target = layout.Boxes[edge.Target.Id];
        var y = edge.Target.Row.Y + offset;
        var path = new PathText(layout.Columns[edge.Target.Column - 1].Right, edge.StartY);
        path.CurveTo(layout.Columns[edge.Target.Column].Left, y);
        path.LineTo(target.Entry + (target.Label.Glyph is null ? 0 : Inset(target.Label.GlyphWidth, offset)), y);
        return new EdgePath(path.ToString(), edge.Kind, StrokeOf(edge.Source), [edge]);
    }

    /// <summary>How far the round end of a sign lies inside its frame at some height from its middle.</summary>
    private static double Inset(double width, double offset)
    {
        var radius = Math.Min(DrawingMeasures.Glyph, width) / 2;
        return radius - Math.Sqrt(radius * radius - offset * offset);
    }

    private static EdgeKind? CommonKind(GridEdge[] edges) => Array.TrueForAll(edges, edge => edge.Kind == edges[0].Kind) ? edges[0].Kind : null;

    /// <summary>Thicker for more channels: 1.4 px for 8, 2.2 px for 64, 3.1 px for 512.</summary>
    private static double StrokeOf(GridNode node) => 1.1 + 0.28 * Math.Max(0, Math.Log2((node.Node?.Width ?? 3) / 4.0));

    private sealed class PathText
    {
        private readonly StringBuilder _data = new();
        private double _x;
        private double _y;

        public PathText(double x, double y)
        {
            (_x, _y) = (x, y);
            _data.Append($"M{SvgText.Number(x)} {SvgText.Number(y)}");
        }

        public void LineTo(double x, double y)
        {
            if (Math.Abs(x - _x) + Math.Abs(y - _y) > 0.05) _data.Append($"L{SvgText.Number(x)} {SvgText.Number(y)}");
            (_x, _y) = (x, y);
        }

        public void CurveTo(double x, double y)
        {
            if (Math.Abs(y - _y) < 0.05)
            {
                LineTo(x, y);
                return;
            }
            var middle = SvgText.Number((_x + x) / 2);
            _data.Append($"C{middle} {SvgText.Number(_y)} {middle} {SvgText.Number(y)} {SvgText.Number(x)} {SvgText.Number(y)}");
            (_x, _y) = (x, y);
        }

        public override string ToString() => _data.ToString();
    }
}
