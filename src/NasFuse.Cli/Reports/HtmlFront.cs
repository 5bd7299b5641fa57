using NasFuse.Cli.Rendering;
using NasFuse.Core.Architectures;
using NasFuse.Core.Drawing;
using NasFuse.Core.Studies;
using NasFuse.Storage.Artefacts;

namespace NasFuse.Cli.Reports;

/// <summary>The front as a table, with a drawing and the text of every architecture on it.</summary>
internal static class HtmlFront
{
    public static string Of(ReportedStudy report)
    {
        if (report.Front.Count == 0) return "";
        var table = FrontTable.Of(report.Front, report.Objectives);
        var drawn = report.Drawn.Select(trial => trial.Number).ToHashSet();
        var rows = report.Front.Zip(table.Rows, (trial, cells) => (IReadOnlyList<string>)
            [drawn.Contains(trial.Number) ? $"<a href=\"#trial-{trial.Number}\">{Html.Text(cells[0])}</a>" : Html.Text(cells[0]), .. cells.Skip(1).Select(Html.Text)]);
        return Html.Table(table.Titles, rows, firstNumber: 0, lastNumber: table.Titles.Count - 3)
            + (report.DrawnRemark is { } remark ? $"<p>{Html.Text(remark)}</p>\n" : "")
            + string.Concat(report.Drawn.Select(trial => Drawing(report, trial)));
    }

    private static string Drawing(ReportedStudy report, Trial trial)
    {
        var architecture = ArchitectureText.Parse(trial.Architecture);
        var size = report.Study.Manifest.Study.Study.Data.ImageSize();
        var latencies = NodeLatencyFile.Read(report.Study.Reader.Folder, trial);
        var svg = ArchitectureDrawing.Svg(architecture, size,
            new DrawingOptions { Title = $"Trial {trial.Number}", Subtitle = Subtitle(report, trial), Styles = false, Latencies = latencies });
        var knee = report.Knee?.Number == trial.Number ? "The best compromise of the front (knee). " : "";
        return $"<div id=\"trial-{trial.Number}\">\n{Html.Figure(svg, $"{knee}Architecture {trial.ArchitectureId}, seed {trial.Seed}.", "architecture")}"
            + $"<details><summary>Text of trial {trial.Number}</summary>\n{Html.Code(trial.Architecture)}</details>\n</div>\n";
    }

    private static string Subtitle(ReportedStudy report, Trial trial) => string.Join(" · ",
    [
        .. report.Objectives.Select(objective => $"{Show.Title(objective.Name)} {Show.Metric(objective.Name, ReportedStudy.Value(trial, objective.Name))}"),
        $"{Show.Millions(trial.Parameters)} parameters", $"{Show.Millions(trial.Macs)} multiply-accumulates",
    ]);
}
