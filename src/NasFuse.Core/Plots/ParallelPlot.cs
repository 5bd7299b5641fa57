using NasFuse.Core.Drawing;

namespace NasFuse.Core.Plots;

/// <summary>An axis of a <see cref="ParallelPlot"/>.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="SmallerIsBetter">True when less is better; the better end is always on top.</param>
public sealed record ParallelAxis(string Name, bool SmallerIsBetter);

/// <summary>A trial in a <see cref="ParallelPlot"/>.</summary>
/// <param name="Values">Its value on each axis, finite.</param>
/// <param name="IsFront">True when it is on the front.</param>
/// <param name="Description">What is shown when pointing at it.</param>
public sealed record ParallelLine(IReadOnlyList<double> Values, bool IsFront, string Description);

/// <summary>Trials as lines over parallel axes, one axis per metric, better ends on top; the front in colour.</summary>
public static class ParallelPlot
{
    private const double Left = 66, Right = 66, Top = 50, Bottom = 24;

    /// <summary>The plot as SVG for a page with <see cref="PlotStyle"/>.</summary>
    /// <param name="title">What a screen reader calls it.</param>
    /// <param name="axes">The axes, at least two.</param>
    /// <param name="lines">The trials.</param>
    public static string Svg(string title, IReadOnlyList<ParallelAxis> axes, IReadOnlyList<ParallelLine> lines)
    {
        var svg = new SvgText();
        PlotFrame.Open(svg, title);
        var scales = axes.Select((axis, i) => ScaleOf(axis, [.. lines.Select(line => line.Values[i])])).ToArray();
        var places = axes.Select((_, i) => Left + i * (PlotFrame.Width - Left - Right) / (axes.Count - 1)).ToArray();
        foreach (var line in lines.OrderBy(line => line.IsFront)) WriteLine(svg, line, places, scales);
        for (var i = 0; i < axes.Count; i++) WriteAxis(svg, axes[i], places[i], scales[i]);
        svg.Close();
        return svg.ToString();
    }

    private static PlotAxis ScaleOf(ParallelAxis axis, double[] values) =>
        axis.SmallerIsBetter ? new PlotAxis(values, Top, PlotFrame.Height - Bottom, room: 0.03)
            : new PlotAxis(values, PlotFrame.Height - Bottom, Top, room: 0.03);

    private static void WriteLine(SvgText svg, ParallelLine line, double[] places, PlotAxis[] scales)
    {
        double[] coordinates = [.. line.Values.SelectMany((value, i) => (double[])[places[i], scales[i].At(value)])];
        svg.Open("path", ("class", line.IsFront ? "nf-plot-line nf-plot-front" : "nf-plot-faint"), ("d", PlotFrame.Path(coordinates)));
        svg.Write("title", line.Description);
        svg.Close();
    }

    private static void WriteAxis(SvgText svg, ParallelAxis axis, double x, PlotAxis scale)
    {
        svg.Empty("path", ("class", "nf-plot-faint"), ("d", PlotFrame.Path(x, Top, x, PlotFrame.Height - Bottom)));
        svg.Write("text", axis.Name, ("class", "nf-middle"), ("x", x), ("y", 18.0));
        svg.Write("text", axis.SmallerIsBetter ? "less is better" : "more is better", ("class", "nf-tick nf-middle"), ("x", x), ("y", 35.0));
        foreach (var tick in scale.Ticks) svg.Write("text", scale.Text(tick), ("class", "nf-tick"), ("x", x + 5), ("y", scale.At(tick) + 4.5));
    }
}
