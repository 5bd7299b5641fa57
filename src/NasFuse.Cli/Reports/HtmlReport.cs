using NasFuse.Cli.Rendering;
using NasFuse.Core.Drawing;
using NasFuse.Core.Plots;
using NasFuse.Core.Studies;

namespace NasFuse.Cli.Reports;

/// <summary>A study as one page that needs nothing else: no network, no scripts, pictures inside.</summary>
internal static class HtmlReport
{
    /// <summary>The page; the same study always gives the same text.</summary>
    public static string Of(ReportedStudy report)
    {
        var name = report.Study.Name;
        (string Id, string Title, string Content)[] sections =
        [
            ("progress", "Search", HtmlPlots.Search(report)),
            ("front", "Pareto front", HtmlFront.Of(report)),
            ("trade-offs", "Trade-offs and training", HtmlPlots.TradeOffs(report)),
            ("classes", "Classes", HtmlClasses.Of(report)),
            ("findings", "Findings", HtmlFindings.Of(report)),
            ("manifest", "What was asked for", HtmlManifest.Settings(report)),
            ("reproduce", "How to reproduce", HtmlManifest.Reproduction(report)),
        ];
        var shown = sections.Where(section => section.Content.Length > 0).ToArray();
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Html.Text(name)} – NasFuse report</title>
            <style>
            {ArchitectureDrawing.StyleSheet}
            {PlotStyle.Sheet}
            {ReportStyle.Sheet}
            </style>
            </head>
            <body>
            <main>
            <header>
            <h1>{Html.Text(name)}</h1>
            <p class="lead">{Html.Text(Lead(report))}</p>
            {Tiles(report)}
            <nav aria-label="Contents">
            {string.Concat(shown.Select(section => $"<a href=\"#{section.Id}\">{section.Title}</a>\n"))}</nav>
            </header>
            {string.Concat(shown.Select(Section))}<footer>Written by nasfuse report from what the study has stored.</footer>
            </main>
            </body>
            </html>

            """;
    }

    private static string Section((string Id, string Title, string Content) section) => Html.Section(section.Id, section.Title, section.Content);

    private static string Lead(ReportedStudy report)
    {
        var (study, data) = (report.Study.Manifest.Study.Study, report.Study.Manifest.Data);
        var objectives = string.Join(", ", report.Objectives.Select(objective =>
            $"{(objective.Direction == Core.Objectives.Direction.Maximize ? "highest" : "lowest")} {Show.Title(objective.Name)}"));
        return $"{report.Study.Trials.Count} trials of the search space {study.Space} on {data.Name} at {study.Data.ImageSize()}, "
            + $"{study.Training.Epochs} epochs each, for {objectives}.";
    }

    private static string Tiles(ReportedStudy report)
    {
        List<(string Value, string Label)> tiles = [];
        foreach (var objective in report.Objectives)
        {
            if (TrialRanking.Best(report.Study.Trials, objective) is { } best)
                tiles.Add((Show.Metric(objective.Name, best.Metrics[objective.Name]), $"best {Show.Title(objective.Name)}, trial {best.Number}"));
        }
        tiles.Add((FormattableString.Invariant($"{report.HypervolumeShare:F4}"), "hypervolume, share of the reference box"));
        tiles.Add(($"{report.Front.Count}", report.Front.Count == 1 ? "architecture on the front" : "architectures on the front"));
        tiles.Add(($"{report.Study.Trials.Count(trial => trial.State == TrialState.Complete)} of {report.Study.Trials.Count}",
            $"trials complete{Others(report)}"));
        if (report.TrainTime > TimeSpan.Zero) tiles.Add((Show.Duration(report.TrainTime), "of training"));
        var items = tiles.Select(tile => $"<li><b>{Html.Text(tile.Value)}</b><span>{Html.Text(tile.Label)}</span></li>\n");
        return $"<ul class=\"tiles\">\n{string.Concat(items)}</ul>";
    }

    private static string Others(ReportedStudy report) => string.Concat(report.Study.Trials
        .Where(trial => trial.State != TrialState.Complete).GroupBy(trial => trial.State).OrderBy(group => group.Key)
        .Select(group => $"; {group.Count()} {group.Key.ToString().ToLowerInvariant()}"));
}
