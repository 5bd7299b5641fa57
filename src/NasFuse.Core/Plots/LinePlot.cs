using NasFuse.Core.Drawing;

namespace NasFuse.Core.Plots;

/// <summary>A line of a <see cref="LinePlot"/>.</summary>
/// <param name="Name">What it is called at its end; empty for no name.</param>
/// <param name="Points">Its points from left to right, finite.</param>
public sealed record PlotLine(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>Values over trials or epochs, one line each, named at its end.</summary>
public static class LinePlot
{
    private const double NameHeight = PlotFrame.Letter;

    /// <summary>The plot as SVG for a page with <see cref="PlotStyle"/>.</summary>
    /// <param name="title">What a screen reader calls it.</param>
    /// <param name="xLabel">What the horizontal axis shows.</param>
    /// <param name="yLabel">What the vertical axis shows.</param>
    /// <param name="lines">The lines; those without points are left out.</param>
    /// <param name="steps">True for values that hold until the next point, as records do.</param>
    public static string Svg(string title, string xLabel, string yLabel, IReadOnlyList<PlotLine> lines, bool steps = false)
    {
        PlotLine[] drawn = [.. lines.Where(line => line.Points.Count > 0)];
        var names = drawn.Max(line => (double?)TextWidth.Of(line.Name, PlotFrame.Letter)) ?? 0;
        var frame = new PlotFrame(title, [.. drawn.SelectMany(line => line.Points).Select(point => point.X)],
            [.. drawn.SelectMany(line => line.Points).Select(point => point.Y)],
            xLabel, yLabel, names > 0 ? names + 4 : 0);
        for (var i = 0; i < drawn.Length; i++) WriteLine(frame, drawn[i], $"nf-s{i % PlotStyle.SeriesCount}", steps);
        WriteNames(frame, drawn);
        return frame.Close();
    }

    private static void WriteLine(PlotFrame frame, PlotLine line, string style, bool steps)
    {
        List<double> coordinates = [];
        foreach (var (x, y) in line.Points)
        {
            if (steps && coordinates.Count > 0) coordinates.AddRange([frame.X.At(x), coordinates[^1]]);
            coordinates.AddRange([frame.X.At(x), frame.Y.At(y)]);
        }
        frame.Svg.Open("path", ("class", $"nf-plot-line {style}"), ("d", PlotFrame.Path([.. coordinates])));
        if (line.Name.Length > 0) frame.Svg.Write("title", line.Name);
        frame.Svg.Close();
        if (line.Points.Count == 1)
            frame.Svg.Empty("circle", ("class", $"nf-plot-line {style}"), ("cx", coordinates[0]), ("cy", coordinates[1]), ("r", 2.5));
    }

    /// <summary>Names at line ends, moved down as far as they would cover each other; the last ones move up where the plot ends.</summary>
    private static void WriteNames(PlotFrame frame, PlotLine[] lines)
    {
        var ends = lines.Where(line => line.Name.Length > 0).Select(line => (line.Name, X: frame.X.At(line.Points[^1].X), Y: frame.Y.At(line.Points[^1].Y)))
            .OrderBy(end => end.Y).ToArray();
        for (var i = 1; i < ends.Length; i++) ends[i].Y = Math.Max(ends[i].Y, ends[i - 1].Y + NameHeight);
        var floor = PlotFrame.Height - 50;
        for (var i = ends.Length - 1; i >= 0 && ends[i].Y > floor; i--, floor -= NameHeight) ends[i].Y = floor;
        foreach (var end in ends) frame.Svg.Write("text", end.Name, ("x", end.X + 5), ("y", end.Y + 4.5));
    }
}
