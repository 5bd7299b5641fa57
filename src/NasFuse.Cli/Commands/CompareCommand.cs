using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Comparison;
using NasFuse.Cli.Rendering;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse compare study…</c>: which sampler, seed or space found the better front.</summary>
internal sealed class CompareCommand : Verb
{
    private readonly Argument<string[]> _studies = CommonOptions.Studies("Names of the studies, two or more.", 2);
    private readonly Option<string> _results = CommonOptions.Results();
    private readonly Option<string> _format = CommonOptions.Format();
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Also write table, pictures and manifest into this folder.",
        HelpName = "DIR" };

    public CompareCommand(Terminal terminal)
        : base("compare", "Compare studies of the same objectives on the same data: hypervolume in one box, fronts, training time.", terminal)
    {
        Add(_studies);
        Add(_format);
        Add(_output);
        Add(_results);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        using var studies = StoredStudies.Open(arguments.GetRequiredValue(_results), arguments.GetRequiredValue(_studies));
        var comparison = StudyComparison.Of(studies.All);
        Print(comparison, arguments.GetRequiredValue(_format));
        if (arguments.GetValue(_output) is { } folder)
        {
            var report = new ComparisonReport(comparison, studies.All, CommandText.Of(arguments), TimeProvider.System);
            Terminal.Say($"written: {string.Join(", ", report.Write(folder))}");
        }
        Terminal.Next(studies.All[0].Suggest("front"));
        return Task.FromResult(ExitCodes.Success);
    }

    private void Print(StudyComparison comparison, string format)
    {
        if (format == CommonOptions.TableFormat) Terminal.Data.Write(ComparisonTable.Create(comparison));
        else TrialRows.Print(ComparisonTable.Rows(comparison), format, Terminal);
        foreach (var remark in comparison.Remarks) Terminal.Say(remark);
    }
}
