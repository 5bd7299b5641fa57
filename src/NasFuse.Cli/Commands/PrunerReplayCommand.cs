using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Analysis;
using NasFuse.Core.Analysis.Replays;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse pruners replay study</c>: which pruner would have saved how much of a study, and lost what.</summary>
internal sealed class PrunerReplayCommand : Verb
{
    private readonly Argument<string> _study = CommonOptions.Study();
    private readonly Option<string[]> _pruners = new("--pruner")
    {
        Description =
            "A pruner by name or, with options, as JSON: '{\"name\": \"pareto\", \"miouStd\": 0.015}'. Repeatable; without it, all with their defaults.",
        HelpName = "PRUNER", Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string> _format = CommonOptions.Format();
    private readonly Option<string> _results = CommonOptions.Results();

    public PrunerReplayCommand(Terminal terminal)
        : base("replay", "Show pruners the evaluations of a study in the order in which they were made: what each would have saved and lost.", terminal)
    {
        Add(_study);
        Add(_pruners);
        Add(_format);
        Add(_results);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        using var study = StoredStudy.Open(arguments.GetRequiredValue(_results), arguments.GetRequiredValue(_study));
        var epochs = study.Reader.EpochsByTrial();
        var replay = new PrunerReplay(new AnalysedStudy(study.Study, study.Stored, number => [.. epochs[number]]));
        if (!replay.HasEarlyEvaluations) throw NothingToReplay(study);
        var choices = arguments.GetValue(_pruners) is { Length: > 0 } named ? Named(named, study) : All(study);
        (PrunerChoice Choice, ReplayedPruning Outcome)[] outcomes = [.. choices.Select(choice => (choice, replay.Under(choice.Options)))];
        Print(outcomes, arguments.GetRequiredValue(_format));
        if (study.Manifest.Study.Study.Pruner is not null) Terminal.Say("This study had a pruner itself: what it ended is shown as far as it went.");
        Terminal.Next(study.Suggest("analyse"));
        return Task.FromResult(ExitCodes.Success);
    }

    private void Print(IReadOnlyList<(PrunerChoice Choice, ReplayedPruning Outcome)> outcomes, string format)
    {
        if (format == CommonOptions.TableFormat) Terminal.Data.Write(ReplayTable.Create(outcomes));
        else TrialRows.Print(ReplayTable.Rows(outcomes), format, Terminal);
        if (outcomes is not [var (_, only)]) return;
        foreach (var end in only.Ends) Terminal.Say(ReplayTable.Line(end));
    }

    private static PrunerChoice[] Named(IEnumerable<string> texts, StoredStudy study)
    {
        var mistakes = new DiagnosticBag();
        PrunerChoice?[] choices = [.. texts.Select(text => PrunerChoice.Read(text, study.Manifest.Study, mistakes))];
        mistakes.ThrowIfAny();
        return [.. choices.OfType<PrunerChoice>()];
    }

    private PrunerChoice[] All(StoredStudy study)
    {
        var choices = new List<PrunerChoice>();
        foreach (var name in OptionCatalog.Default.Pruners.Select(entry => entry.Name))
        {
            var mistakes = new DiagnosticBag();
            if (PrunerChoice.Read(name, study.Manifest.Study, mistakes) is { } choice) choices.Add(choice);
            else Terminal.Say($"left out: {name}: {string.Join(' ', mistakes.Diagnostics.Select(mistake => mistake.Message))}");
        }
        return [.. choices];
    }

    private static UserErrorException NothingToReplay(StoredStudy study) => new(
        new SourcePlace($"study '{study.Name}'"), ErrorCodes.Contradiction,
        "no trial was evaluated before its last epoch, so there is nothing to judge. Pruners need 'training.evaluateEvery' below 'training.epochs'.");
}
