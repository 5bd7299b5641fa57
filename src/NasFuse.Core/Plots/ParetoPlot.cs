using NasFuse.Core.Drawing;

namespace NasFuse.Core.Plots;

/// <summary>What a point of a <see cref="ParetoPlot"/> is.</summary>
public enum PlotPointKind
{
    /// <summary>Complete, but another is better in everything shown.</summary>
    Dominated,

    /// <summary>Breaks a constraint.</summary>
    Infeasible,

    /// <summary>No other is better.</summary>
    Front,
}

/// <summary>A trial in a <see cref="ParetoPlot"/>.</summary>
/// <param name="X">Value on the horizontal axis, finite.</param>
/// <param name="Y">Value on the vertical axis, finite.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Label">Short name, written beside points of the front where there is room.</param>
/// <param name="Description">What is shown when pointing at it.</param>
public sealed record PlotPoint(double X, double Y, PlotPointKind Kind, string Label, string Description);

/// <summary>All trials over two objectives: the front as a step line, infeasible ones hollow.</summary>
public static class ParetoPlot
{
    private const double Letter = PlotFrame.Letter;

    /// <summary>The plot as SVG for a page with <see cref="PlotStyle"/>.</summary>
    /// <param name="title">What a screen reader calls it.</param>
    /// <param name="xLabel">What the horizontal axis shows, with unit.</param>
    /// <param name="yLabel">What the vertical axis shows, with unit.</param>
    /// <param name="points">The trials.</param>
    /// <param name="smallerIsBetter">True when less is better on the horizontal axis; it decides on which side of a point the step line rises.</param>
    public static string Svg(string title, string xLabel, string yLabel, IReadOnlyList<PlotPoint> points, bool smallerIsBetter = true)
    {
        var frame = new PlotFrame(title, [.. points.Select(point => point.X)], [.. points.Select(point => point.Y)], xLabel, yLabel);
        WriteLegend(frame.Svg, points);
        PlotPoint[] front = [.. points.Where(point => point.Kind == PlotPointKind.Front).OrderBy(point => point.X)];
        if (front.Length > 1) frame.Svg.Empty("path", ("class", "nf-plot-line nf-plot-front"), ("d", Steps(frame, front, smallerIsBetter)));
        foreach (var point in points.OrderBy(point => point.Kind)) WritePoint(frame.Svg, frame.X.At(point.X), frame.Y.At(point.Y), point);
        WriteLabels(frame, points, front);
        return frame.Close();
    }

    private static string Steps(PlotFrame frame, PlotPoint[] front, bool smallerIsBetter)
    {
        List<double> coordinates = [frame.X.At(front[0].X), frame.Y.At(front[0].Y)];
        for (var i = 1; i < front.Length; i++)
        {
            var (before, now) = (front[i - 1], front[i]);
            coordinates.AddRange(smallerIsBetter ? [frame.X.At(now.X), frame.Y.At(before.Y)] : [frame.X.At(before.X), frame.Y.At(now.Y)]);
            coordinates.AddRange([frame.X.At(now.X), frame.Y.At(now.Y)]);
        }
        return PlotFrame.Path([.. coordinates]);
    }

    private static void WritePoint(SvgText svg, double x, double y, PlotPoint point)
    {
        svg.Open("circle", ("class", StyleOf(point.Kind)), ("cx", x), ("cy", y), ("r", point.Kind == PlotPointKind.Front ? 5.0 : 3.5));
        svg.Write("title", point.Description);
        svg.Close();
    }

    private static string StyleOf(PlotPointKind kind) =>
        kind switch { PlotPointKind.Front => "nf-point-front", PlotPointKind.Infeasible => "nf-point-hollow", _ => "nf-point" };

    /// <summary>Beside each point of the front, on the first side where neither point nor label stands; without one where all sides are taken.</summary>
    private static void WriteLabels(PlotFrame frame, IReadOnlyList<PlotPoint> points, PlotPoint[] front)
    {
        List<(double X, double Y, double Width, double Height)> taken = [.. points.Select(point =>
            (frame.X.At(point.X) - 4, frame.Y.At(point.Y) - 4, 8.0, 8.0))];
        foreach (var point in front)
        {
            var (x, y, width) = (frame.X.At(point.X), frame.Y.At(point.Y), TextWidth.Of(point.Label, Letter));
            (double X, double Y)[] places =
                [(x + 8, y - 17), (x - 8 - width, y - 17), (x + 8, y + 4), (x - 8 - width, y + 4), (x - width / 2, y - 23), (x - width / 2, y + 9)];
            var free = Array.FindIndex(places, place => place.X >= 0 && place.X + width <= PlotFrame.Width
                && !taken.Exists(other => Overlap(other, place, width)));
            if (free < 0) continue;
            taken.Add((places[free].X, places[free].Y, width, Letter));
            frame.Svg.Write("text", point.Label, ("x", places[free].X), ("y", places[free].Y + Letter - 2));
        }

        static bool Overlap((double X, double Y, double Width, double Height) other, (double X, double Y) place, double width) =>
            other.X < place.X + width && place.X < other.X + other.Width && other.Y < place.Y + Letter && place.Y < other.Y + other.Height;
    }

    private static void WriteLegend(SvgText svg, IReadOnlyList<PlotPoint> points)
    {
        var x = PlotFrame.Width - 18;
        (PlotPointKind Kind, string Label)[] kinds =
            [(PlotPointKind.Infeasible, "infeasible"), (PlotPointKind.Dominated, "dominated"), (PlotPointKind.Front, "Pareto front")];
        foreach (var (kind, label) in kinds)
        {
            if (!points.Any(point => point.Kind == kind)) continue;
            x -= TextWidth.Of(label, Letter);
            svg.Write("text", label, ("x", x), ("y", 18.0));
            svg.Empty("circle", ("class", StyleOf(kind)), ("cx", x - 10), ("cy", 14.0), ("r", 4.5));
            x -= 32;
        }
    }
}
