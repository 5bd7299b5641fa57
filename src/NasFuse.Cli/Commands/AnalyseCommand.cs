using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Analysis;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse analyse study</c>: what spoils a study, and what to do about it.</summary>
internal sealed class AnalyseCommand : Verb
{
    private readonly Argument<string> _study = CommonOptions.Study();
    private readonly Option<string> _results = CommonOptions.Results();
    private readonly Option<string> _format = CommonOptions.Format();

    public AnalyseCommand(Terminal terminal)
        : base("analyse", "Look a study over: noise, margins, drift, stalled front, useless or exhausted choices, wasted trials, importance of choices.",
            terminal)
    {
        Add(_study);
        Add(_format);
        Add(_results);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        using var study = StoredStudy.Open(arguments.GetRequiredValue(_results), arguments.GetRequiredValue(_study));
        var epochs = study.Reader.EpochsByTrial();
        var findings = StudyAnalysis.Of(new AnalysedStudy(study.Study, study.Stored, number => [.. epochs[number]]));
        FindingsView.Print(findings, arguments.GetRequiredValue(_format), Terminal);
        Terminal.Say($"{study.Stored.Count} trials: {VerdictCounts.Text(findings)}");
        Terminal.Next(study.Suggest("front", "--confidence"), study.Suggest("query"));
        return Task.FromResult(ExitCodes.Success);
    }
}
