using NasFuse.Cli.Rendering;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;
using ScottPlot;

namespace NasFuse.Cli.Comparison;

/// <summary>Draws the fronts of several studies as step lines, and how their hypervolumes grew.</summary>
internal static class ComparisonPicture
{
    private const int Width = 1000, Height = 640, LeftMargin = 80;

    // More studies than colours begin anew with another pattern.
    private static readonly LinePattern[] s_patterns = [LinePattern.Solid, LinePattern.Dashed, LinePattern.Dotted];

    /// <summary>The fronts.</summary>
    public static (string Svg, byte[] Png) Fronts(StudyComparison comparison) => Draw(plot => DrawFronts(plot, comparison));

    /// <summary>The hypervolumes.</summary>
    public static (string Svg, byte[] Png) Progress(StudyComparison comparison) => Draw(plot => DrawProgress(plot, comparison));

    private static (string Svg, byte[] Png) Draw(Action<Plot> draw)
    {
        using var plot = new Plot();
        draw(plot);
        return (plot.GetSvgXml(Width, Height), plot.GetImageBytes(Width, Height, ImageFormat.Png));
    }

    private static void DrawFronts(Plot plot, StudyComparison comparison)
    {
        var (vertical, horizontal) = PictureAxes.Of(comparison.Objectives);
        plot.Title("Pareto fronts");
        plot.XLabel(MetricText.AxisLabel(horizontal));
        plot.YLabel(MetricText.AxisLabel(vertical));
        plot.Axes.Left.MinimumSize = LeftMargin;
        for (var i = 0; i < comparison.Studies.Count; i++)
        {
            var color = ColorOf(i);
            Trial[] complete = [.. comparison.Studies[i].Trials.Where(trial => trial.Costs([vertical, horizontal]) is not null)];
            Trial[] front = [.. TrialRanking.Front(complete, [vertical, horizontal]).OrderBy(trial => trial.Metrics[horizontal.Name])];
            if (front.Length == 0) continue;
            plot.Add.ScatterPoints(Values(complete, horizontal), Values(complete, vertical), color.WithAlpha(0.25)).MarkerSize = 5;
            var line = plot.Add.Scatter(Values(front, horizontal), Values(front, vertical), color);
            (line.ConnectStyle, line.LineWidth, line.LinePattern, line.MarkerSize, line.LegendText) =
                (PictureAxes.Steps(horizontal), 2, PatternOf(i), 8, comparison.Studies[i].Name);
        }
        plot.ShowLegend(vertical.Direction == Direction.Maximize ? Alignment.LowerRight : Alignment.UpperRight);
    }

    private static void DrawProgress(Plot plot, StudyComparison comparison)
    {
        plot.Title("Hypervolume over trials");
        plot.XLabel("trials");
        plot.YLabel("dominated share of the reference box, higher is better");
        plot.Axes.Left.MinimumSize = LeftMargin;
        for (var i = 0; i < comparison.Studies.Count; i++)
        {
            double[] shares = [.. comparison.Studies[i].Progress(comparison.Objectives, comparison.Box)];
            if (shares.Length == 0) continue;
            var line = plot.Add.Scatter(Enumerable.Range(1, shares.Length).Select(n => (double)n).ToArray(), shares, ColorOf(i));
            (line.ConnectStyle, line.LineWidth, line.LinePattern, line.MarkerSize, line.LegendText) =
                (ConnectStyle.StepHorizontal, 2, PatternOf(i), 0, comparison.Studies[i].Name);
        }
        plot.ShowLegend(Alignment.LowerRight);
    }

    private static Color ColorOf(int study) => PictureColours.Series[study % PictureColours.Series.Count];

    private static LinePattern PatternOf(int study) => s_patterns[study / PictureColours.Series.Count % s_patterns.Length];

    private static double[] Values(IEnumerable<Trial> trials, Objective objective) => [.. trials.Select(trial => trial.Metrics[objective.Name])];
}
