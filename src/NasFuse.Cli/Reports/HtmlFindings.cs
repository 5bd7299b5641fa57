using NasFuse.Core.Analysis;

namespace NasFuse.Cli.Reports;

/// <summary>What the checks found: what needs a look, and what is well to open.</summary>
internal static class HtmlFindings
{
    public static string Of(ReportedStudy report)
    {
        if (report.Findings.Count == 0) return "";
        var telling = report.Findings.Where(finding => finding.Verdict is Verdict.Warn or Verdict.Fail).ToArray();
        var others = report.Findings.Except(telling).ToArray();
        return $"<p>{Html.Text(VerdictCounts.Text(report.Findings))}</p>\n{(telling.Length == 0 ? "" : Table(telling))}"
            + (others.Length == 0 ? "" : $"<details><summary>Checks that found nothing, or too little to say</summary>\n{Table(others)}</details>\n");
    }

    private static string Table(IEnumerable<Finding> findings) =>
        Html.Table(["verdict", "check", "what", "why", "what to do"], findings.Select(Row), firstNumber: int.MaxValue, style: "prose");

    private static string[] Row(Finding finding)
    {
        var verdict = finding.Verdict.ToString().ToLowerInvariant();
        return [$"<span class=\"verdict {verdict}\">{verdict}</span>", Html.Text(finding.Check), Html.Text(finding.What), Html.Text(finding.Reason),
            Html.Text(finding.Remedy ?? "–")];
    }
}
