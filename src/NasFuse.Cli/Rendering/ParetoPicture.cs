using NasFuse.Cli.Files;
using NasFuse.Core.Objectives;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;
using ScottPlot;

namespace NasFuse.Cli.Rendering;

/// <summary>Draws all trials over two objectives, the front as a step line, infeasible ones hollow.</summary>
internal static class ParetoPicture
{
    private const int LeftMargin = 80;

    /// <summary>Writes a PNG or SVG, by the file's extension.</summary>
    /// <exception cref="Core.Diagnostics.UserErrorException">It cannot be written there.</exception>
    public static void Save(string path, string title, IReadOnlyList<Trial> trials, RunManifest manifest, int width = 900, int height = 600)
    {
        var (vertical, horizontal) = PictureAxes.Of(manifest.Objectives);
        using var plot = new Plot();
        plot.Title(title);
        plot.XLabel(MetricText.AxisLabel(horizontal));
        plot.YLabel(MetricText.AxisLabel(vertical));
        plot.Axes.Left.MinimumSize = LeftMargin;
        var front = TrialRanking.Front(trials, [vertical, horizontal]);
        AddTrials(plot, [.. trials.Where(trial => trial.State == TrialState.Complete && !front.Contains(trial))], horizontal, vertical);
        AddInfeasible(plot, [.. trials.Where(trial => trial.State == TrialState.Infeasible)], horizontal, vertical);
        AddFront(plot, front, horizontal, vertical);
        plot.ShowLegend(vertical.Direction == Direction.Maximize ? Alignment.LowerRight : Alignment.UpperRight);
        if (path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase)) OutputFile.Write(path, plot.GetSvgXml(width, height));
        else OutputFile.Write(path, plot.GetImageBytes(width, height, ImageFormat.Png));
    }

    private static void AddTrials(Plot plot, Trial[] trials, Objective horizontal, Objective vertical)
    {
        if (trials.Length == 0) return;
        var points = plot.Add.ScatterPoints(Values(trials, horizontal), Values(trials, vertical), PictureColours.Trial);
        (points.MarkerSize, points.LegendText) = (7, "dominated");
    }

    private static void AddInfeasible(Plot plot, Trial[] trials, Objective horizontal, Objective vertical)
    {
        Trial[] placed = [.. trials.Where(trial => trial.Metrics.ContainsKey(horizontal.Name) && trial.Metrics.ContainsKey(vertical.Name))];
        if (placed.Length == 0) return;
        var points = plot.Add.ScatterPoints(Values(placed, horizontal), Values(placed, vertical), PictureColours.Trial);
        (points.MarkerShape, points.MarkerSize, points.LegendText) = (MarkerShape.OpenCircle, 7, "infeasible");
    }

    private static void AddFront(Plot plot, IReadOnlyList<Trial> front, Objective horizontal, Objective vertical)
    {
        if (front.Count == 0) return;
        Trial[] ordered = [.. front.OrderBy(trial => trial.Metrics[horizontal.Name])];
        var line = plot.Add.Scatter(Values(ordered, horizontal), Values(ordered, vertical), PictureColours.Front);
        (line.ConnectStyle, line.LineWidth, line.MarkerSize, line.LegendText) = (PictureAxes.Steps(horizontal), 2, 9, "Pareto front");
        foreach (var trial in ordered)
        {
            var label = plot.Add.Text($"#{trial.Number}", trial.Metrics[horizontal.Name], trial.Metrics[vertical.Name]);
            (label.LabelFontColor, label.LabelFontSize, label.OffsetX, label.OffsetY) = (PictureColours.Front, 12, 6, -16);
        }
    }

    private static double[] Values(IEnumerable<Trial> trials, Objective objective) => [.. trials.Select(trial => trial.Metrics[objective.Name])];
}
