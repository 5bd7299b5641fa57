using System.CommandLine;
using System.Text.Json.Nodes;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Doctor;
using NasFuse.Cli.Rendering;
using Spectre.Console;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse doctor</c>: what of this machine works, and what to do about the rest.</summary>
internal sealed class DoctorCommand : Verb
{
    private readonly Option<string> _results = CommonOptions.Results();
    private readonly Option<bool> _json = CommonOptions.Json();

    public DoctorCommand(Terminal terminal)
        : base("doctor", "Check this machine: libraries, devices, memory, disk, locks. Exit code 2 when something needed does not work.", terminal)
    {
        Add(_results);
        Add(_json);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        Finding[] findings = [.. SystemChecks.Run(), .. NativeChecks.Run(), .. ResultsChecks.Run(arguments.GetRequiredValue(_results))];
        if (arguments.GetValue(_json)) Terminal.RawData.Write(JsonText.Of(new JsonArray([.. findings.Select(Json)])));
        else Print(findings);
        var failures = findings.Count(finding => finding.Verdict == Verdict.Fail);
        Terminal.Say(failures == 0 ? "Everything needed works." : $"{failures} of {findings.Length} checks failed.");
        if (failures > 0) return Task.FromResult(ExitCodes.UserError);
        Terminal.Next("nasfuse demo");
        return Task.FromResult(ExitCodes.Success);
    }

    private void Print(IEnumerable<Finding> findings)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = false };
        foreach (var header in (string[])["verdict", "subject", "detail"]) table.AddColumn(new TableColumn(header).PadRight(2));
        foreach (var finding in findings)
        {
            table.AddRow(
                new Text(finding.Verdict.ToString().ToUpperInvariant(), StyleOf(finding.Verdict)), new Text(finding.Subject), new Text(finding.Detail));
            if (finding.Fix is not null) table.AddRow(new Text(""), new Text(""), new Text($"fix: {finding.Fix}"));
        }
        Terminal.Data.Write(table);
    }

    private static Style StyleOf(Verdict verdict) => new(verdict switch { Verdict.Pass => Color.Green, Verdict.Warn => Color.Yellow, _ => Color.Red });

    private static JsonObject Json(Finding finding) => new()
    {
        ["subject"] = finding.Subject, ["verdict"] = finding.Verdict.ToString().ToLowerInvariant(), ["detail"] = finding.Detail, ["fix"] = finding.Fix,
    };
}
