using NasFuse.Cli.Rendering;
using NasFuse.Core.Analysis;
using NasFuse.Core.Objectives;
using NasFuse.Core.Plots;
using NasFuse.Core.Studies;

namespace NasFuse.Cli.Reports;

/// <summary>Plots of a report.</summary>
internal static class HtmlPlots
{
    /// <summary>More lines than this beside the front's are neither told apart nor loaded fast.</summary>
    private const int MostDominatedLines = 400;

    /// <summary>Likewise for points beside the front's.</summary>
    private const int MostDominatedPoints = 2_000;

    /// <summary>All trials over the first two objectives, and how the front grew.</summary>
    public static string Search(ReportedStudy report)
    {
        if (report.Front.Count == 0) return "<p>No trial is complete yet.</p>\n";
        var (vertical, horizontal) = (report.Vertical, report.Horizontal);
        var (points, caption) = (Points(report), "Every trial; the front as a step line, infeasible trials hollow.");
        var (shown, others) = (Thinned(points), points.Count(IsOther));
        if (shown.Length < points.Length)
            caption = $"Trials; the front as a step line, infeasible trials hollow. Of {others} others {shown.Count(IsOther)} are shown.";
        var scatter = ParetoPlot.Svg(
            $"Trials over {Show.Title(horizontal.Name)} and {Show.Title(vertical.Name)}",
            MetricText.AxisLabel(horizontal), MetricText.AxisLabel(vertical),
            shown, horizontal.Direction == Direction.Minimize);
        var growth = LinePlot.Svg("Hypervolume over trials", "complete trials", "hypervolume, share of the reference box", [new PlotLine("", Growth(report))],
            steps: true);
        return $"<div class=\"pair\">\n{Html.Figure(scatter, caption)}"
            + $"{Html.Figure(growth, "Share of the reference box that the front dominates, after each complete trial.")}</div>\n";
    }

    /// <summary>All metrics side by side, and learning curves of the front.</summary>
    public static string TradeOffs(ReportedStudy report)
    {
        if (report.Front.Count == 0) return "";
        var axes = report.Objectives.Concat(new[] { MetricNames.Parameters, MetricNames.Macs }.Select(cost => new Objective(cost, Direction.Minimize)))
            .DistinctBy(axis => axis.Name).ToArray();
        var front = report.Front.Select(trial => trial.Number).ToHashSet();
        var dominated = Complete(report).Where(trial => !front.Contains(trial.Number)).ToArray();
        var shown = dominated.Where((_, i) => i % (1 + dominated.Length / MostDominatedLines) == 0).ToArray();
        var lines = shown.Concat(report.Front).Select(trial =>
            new ParallelLine([.. axes.Select(axis => ReportedStudy.Value(trial, axis.Name))], front.Contains(trial.Number), Describe(report, trial)));
        var parallel = ParallelPlot.Svg("Complete trials over all metrics",
            [.. axes.Select(axis => new ParallelAxis(Show.Title(axis.Name), axis.Direction == Direction.Minimize))], [.. lines]);
        var caption = "Each line is a complete trial, better ends on top; the front in colour."
            + (shown.Length < dominated.Length ? $" Of {dominated.Length} others {shown.Length} are shown." : "");
        PlotLine[] curves = [.. report.Front.Select(trial => new PlotLine($"#{trial.Number}", Curve(report, trial))).Where(line => line.Points.Count > 0)];
        var learning = curves.Length == 0 ? "" : Html.Figure(LinePlot.Svg("Learning curves of the front", "epoch", "mIoU (validation)", curves),
            "Validation mIoU of the front's trials while they were trained.");
        return $"<div class=\"pair\">\n{Html.Figure(parallel, caption)}{learning}</div>\n";
    }

    private static bool IsOther(PlotPoint point) => point.Kind != PlotPointKind.Front;

    private static PlotPoint[] Thinned(PlotPoint[] points)
    {
        var (every, place) = (1 + points.Count(IsOther) / MostDominatedPoints, 0);
        return [.. points.Where(point => !IsOther(point) || place++ % every == 0)];
    }

    private static PlotPoint[] Points(ReportedStudy report)
    {
        var front = TrialRanking.Front(report.Study.Trials, [report.Vertical, report.Horizontal]).Select(trial => trial.Number).ToHashSet();
        var points =
            from trial in report.Study.Trials
            where trial.State is TrialState.Complete or TrialState.Infeasible
            let at = (X: ReportedStudy.Value(trial, report.Horizontal.Name), Y: ReportedStudy.Value(trial, report.Vertical.Name))
            where double.IsFinite(at.X) && double.IsFinite(at.Y)
            let kind = front.Contains(trial.Number) ? PlotPointKind.Front : trial.State == TrialState.Complete ? PlotPointKind.Dominated
                : PlotPointKind.Infeasible
            select new PlotPoint(at.X, at.Y, kind, $"#{trial.Number}", Describe(report, trial));
        return [.. points];
    }

    private static (double X, double Y)[] Growth(ReportedStudy report) =>
        [.. FrontHistory.Of(report.Study.Trials, report.Objectives, report.Study.Manifest.Reference).Select((step, i) => (i + 1.0, step.Share))];

    private static List<(double X, double Y)> Curve(ReportedStudy report, Trial trial) =>
        [.. report.EpochsOf(trial).Where(epoch => epoch.MeanIou is { } miou && double.IsFinite(miou))
            .Select(epoch => ((double)epoch.Epoch, epoch.MeanIou!.Value))];

    private static IEnumerable<Trial> Complete(ReportedStudy report) => report.Study.Trials.Where(trial => trial.Costs(report.Objectives) is not null);

    private static string Describe(Trial trial, string metric) => $"{Show.Title(metric)} {Show.Metric(metric, ReportedStudy.Value(trial, metric))}";

    private static string Describe(ReportedStudy report, Trial trial) =>
        $"#{trial.Number}: {string.Join(", ", report.Objectives.Select(objective => Describe(trial, objective.Name)))}, "
        + $"{Show.Millions(trial.Parameters)} parameters, fusions {Show.Fusions(trial)}";
}
