using System.Text;
using NasFuse.Cli.Rendering;

namespace NasFuse.Cli.Reports;

/// <summary>Front and classes of a study as LaTeX tables; they need the package booktabs.</summary>
internal static class LatexReport
{
    public static string Of(ReportedStudy report)
    {
        var text = new StringBuilder($"% {FrontLine.Of(report.Study, report.Front)}\n% \\usepackage{{booktabs}}\n");
        var front = FrontTable.Of(report.Front, report.Objectives);
        AppendTable(text, $"Pareto front of {report.Study.Name}.", new string('r', front.Titles.Count - 2) + "ll", front.Titles, front.Rows);
        var classes = MarkdownReport.ClassRows(report);
        if (classes.Length > 0)
            AppendTable(text, $"Intersection over union of the front of {report.Study.Name}.", "l" + new string('r', report.Drawn.Count),
                ["class", .. report.Drawn.Select(trial => $"#{trial.Number}")], classes);
        if (report.DrawnRemark is { } remark) text.Append($"% {remark}\n");
        return text.ToString();
    }

    private static void AppendTable(StringBuilder text, string caption, string columns, IReadOnlyList<string> titles, IEnumerable<IReadOnlyList<string>> rows)
    {
        text.Append($"\\begin{{table}}\n  \\centering\n  \\caption{{{Escape(caption)}}}\n  \\begin{{tabular}}{{{columns}}}\n    \\toprule\n");
        text.Append($"    {Row(titles)}\n    \\midrule\n");
        foreach (var row in rows) text.Append($"    {Row(row)}\n");
        text.Append("    \\bottomrule\n  \\end{tabular}\n\\end{table}\n");
    }

    private static string Row(IEnumerable<string> cells) => $"{string.Join(" & ", cells.Select(Escape))} \\\\";

    private static string Escape(string text) => string.Concat(text.Select(c => c switch
    {
        '#' or '%' or '&' or '_' or '$' or '{' or '}' => $"\\{c}",
        '\\' => "\\textbackslash{}",
        '~' => "\\textasciitilde{}",
        '^' => "\\textasciicircum{}",
        '×' => "$\\times$",
        '±' => "$\\pm$",
        '–' => "--",
        _ => c.ToString(),
    }));
}
