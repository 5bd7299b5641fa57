using System.Text;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Architectures;
using NasFuse.Core.Drawing;
using NasFuse.Core.Objectives;

namespace NasFuse.Cli.Reports;

/// <summary>A study as a Markdown page: front, classes, the best compromise as a Mermaid drawing, commands.</summary>
internal static class MarkdownReport
{
    public static string Of(ReportedStudy report)
    {
        var text = new StringBuilder($"# {report.Study.Name}\n\n{FrontLine.Of(report.Study, report.Front)}\n");
        if (report.Front.Count == 0) return text.Append("\nNo trial is complete yet.\n").ToString();
        var front = FrontTable.Of(report.Front, report.Objectives);
        AppendTable(text, "Pareto front", front.Titles, front.Rows, numbers: front.Titles.Count - 2, firstNumber: 0);
        var classes = ClassRows(report);
        string[] titles = ["class", .. report.Drawn.Select(trial => $"#{trial.Number}")];
        if (classes.Length > 0) AppendTable(text, "Intersection over union", titles, classes, report.Drawn.Count, firstNumber: 1);
        if (report.DrawnRemark is { } remark) text.Append($"\n{remark}\n");
        if (report.Knee is { } knee)
            text.Append($"\n## Best compromise: trial {knee.Number}\n\n```mermaid\n{MermaidDrawing.Draw(ArchitectureText.Parse(knee.Architecture))}```\n");
        return text.Append($"\n## How to reproduce\n\n```\n{string.Join('\n', report.Commands())}\n```\n").ToString();
    }

    /// <summary>A row for each class and one for their mean.</summary>
    public static string[][] ClassRows(ReportedStudy report) => report.Classes.Count == 0 ? [] :
    [
        .. report.Classes.Select(name => (string[])[name, .. report.Drawn.Select(trial => Iou(trial.ClassIou.GetValueOrDefault(name, double.NaN)))]),
        ["mean", .. report.Drawn.Select(trial => Iou(ReportedStudy.Value(trial, MetricNames.MeanIou)))],
    ];

    private static string Iou(double value) => Show.Metric(MetricNames.MeanIou, value);

    private static void AppendTable(
        StringBuilder text, string title, IReadOnlyList<string> titles, IEnumerable<IReadOnlyList<string>> rows, int numbers, int firstNumber)
    {
        text.Append($"\n## {title}\n\n");
        AppendRow(titles);
        AppendRow(titles.Select((_, i) => i >= firstNumber && i < firstNumber + numbers ? "---:" : "---"));
        foreach (var row in rows) AppendRow(row);

        void AppendRow(IEnumerable<string> cells) =>
            text.Append($"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |\n");
    }
}
