using NasFuse.Core.Architectures;

namespace NasFuse.Core.Drawing;

/// <summary>A node with its place on the picture, pixels.</summary>
/// <param name="Node">The node.</param>
/// <param name="Label">What stands in it.</param>
/// <param name="X">Left side.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height; it grows with the channels.</param>
internal sealed record NodeBox(GridNode Node, NodeLabel Label, double X, double Width, double Height)
{
    /// <summary>Top.</summary>
    public double Y => Node.Row.Y - Height / 2;

    /// <summary>Right side, where edges leave.</summary>
    public double Right => X + Width;

    /// <summary>Left side of the fusion's sign.</summary>
    public double GlyphX => X - DrawingMeasures.GlyphGap - Label.GlyphWidth;

    /// <summary>Where edges enter.</summary>
    public double Entry => Label.Glyph is null ? X : GlyphX;
}

/// <summary>Where everything in a drawing stands: the grid in pixels, from the top left corner of its first lane.</summary>
/// <param name="Grid">The grid.</param>
/// <param name="Boxes">Nodes by id, in the architecture's order.</param>
/// <param name="Columns">Left and right side of each column.</param>
internal sealed record DrawingLayout(DepthGrid Grid, IReadOnlyDictionary<string, NodeBox> Boxes, IReadOnlyList<(double Left, double Right)> Columns)
{
    private const double TextPadding = 7, SmallestBox = 34, Growth = 22, RoundEnds = 10;

    /// <summary>Height of all lanes.</summary>
    public double Height => Grid.Lanes[^1].Top + Grid.Lanes[^1].Height;

    /// <summary>Width of all columns and the lanes' names.</summary>
    public double Width => Columns[^1].Right + DrawingMeasures.Margin;

    public static DrawingLayout Of(DrawnArchitecture drawn, DrawingOptions options)
    {
        var grid = DepthGrid.Of(drawn.Nodes);
        var labels = grid.Nodes.ToDictionary(node => node.Id, node => NodeLabel.Of(node, drawn), StringComparer.Ordinal);
        var heights = Heights(grid, labels);
        foreach (var row in grid.Lanes.SelectMany(lane => lane.Rows)) row.Height = DrawingMeasures.WireRow;
        foreach (var node in grid.Nodes) node.Row.Height = Math.Max(node.Row.Height, heights[node.Id] + 2 * (options.Ids ? DrawingMeasures.IdFont + 2 : 5));
        RowOrder.Improve(grid);

        List<(double Left, double Right)> columns = [];
        Dictionary<string, NodeBox> boxes = new(StringComparer.Ordinal);
        var left = DrawingMeasures.LaneLabels;
        foreach (var column in grid.Nodes.GroupBy(node => node.Column).OrderBy(column => column.Key))
        {
            var glyph = column.Max(node => labels[node.Id].GlyphWidth);
            var box = left + (glyph > 0 ? glyph + DrawingMeasures.GlyphGap : 0);
            foreach (var node in column)
                boxes[node.Id] = new NodeBox(node, labels[node.Id], box, BoxWidth(node.Id, labels[node.Id], options), heights[node.Id]);
            columns.Add((left, column.Max(node => boxes[node.Id].Right)));
            left = columns[^1].Right + GapAfter(grid, column.Key);
        }
        return new DrawingLayout(grid, grid.Nodes.ToDictionary(node => node.Id, node => boxes[node.Id], StringComparer.Ordinal), columns);
    }

    private static double BoxWidth(string id, NodeLabel label, DrawingOptions options)
    {
        var ends = options.Latencies is not null && id == Architecture.OutputId ? RoundEnds : 0;
        return Math.Max(SmallestBox, Math.Max(label.Width + 2 * TextPadding + ends, options.Ids ? TextWidth.Of(id, DrawingMeasures.IdFont) : 0));
    }

    private static Dictionary<string, double> Heights(DepthGrid grid, Dictionary<string, NodeLabel> labels)
    {
        var widths = grid.Nodes.Where(node => node.Node is not null).Select(node => Math.Log2(node.Node!.Width)).ToArray();
        var (least, most) = (widths.Min(), widths.Max());
        return grid.Nodes.ToDictionary(node => node.Id, node => labels[node.Id].Height + TextPadding + Share(node) * Growth, StringComparer.Ordinal);

        double Share(GridNode node) => node.Node is { } known && most > least ? (Math.Log2(known.Width) - least) / (most - least) : 0;
    }

    /// <summary>Wider where many edges change their row, so that none is steep.</summary>
    private static double GapAfter(DepthGrid grid, int column)
    {
        var bends = grid.Edges.Count(edge => edge.Target.Column == column + 1 && edge.StartY != edge.Target.Row.Y)
            + grid.Nodes.Count(node => node.Column == column && node.Trunk is not null && node.Trunk != node.Row);
        return 26 + 3.2 * Math.Min(bends, 14);
    }
}
