using NasFuse.Cli.CommandLine;
using NasFuse.Core.Analysis;
using NasFuse.Storage.Queries;
using Spectre.Console;

namespace NasFuse.Cli.Rendering;

/// <summary>Findings about a study: verdict, what is the case, the figures behind it, and what to do.</summary>
internal static class FindingsView
{
    public static void Print(IReadOnlyList<Finding> findings, string format, Terminal terminal)
    {
        if (format == CommonOptions.TableFormat) terminal.Data.Write(Create(findings));
        else TrialRows.Print(Rows(findings), format, terminal);
    }

    private static Table Create(IEnumerable<Finding> findings)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = false };
        foreach (var header in (string[])["verdict", "check", "finding"]) table.AddColumn(new TableColumn(header).PadRight(2));
        foreach (var finding in findings)
        {
            table.AddRow(new Text(finding.Verdict.ToString().ToUpperInvariant(), StyleOf(finding.Verdict)), new Text(finding.Check), new Text(finding.What));
            table.AddRow(new Text(""), new Text(""), new Text(finding.Reason, new Style(Color.Grey)));
            if (finding.Remedy is not null
                && finding.Verdict != Verdict.Pass) table.AddRow(new Text(""), new Text(""), new Text($"remedy: {finding.Remedy}"));
        }
        return table;
    }

    private static QueryTable Rows(IEnumerable<Finding> findings) => QueryTable.Of(
        ["verdict", "check", "what", "reason", "remedy"],
        findings.Select(finding => (QueryValue[])
        [
            QueryValue.Of(finding.Verdict.ToString().ToUpperInvariant()), QueryValue.Of(finding.Check), QueryValue.Of(finding.What),
            QueryValue.Of(finding.Reason), QueryValue.Of(finding.Remedy),
        ]));

    private static Style StyleOf(Verdict verdict) => new(verdict switch
    {
        Verdict.Pass => Color.Green,
        Verdict.Warn => Color.Yellow,
        Verdict.Fail => Color.Red,
        _ => Color.Grey,
    });
}
