using NasFuse.Core.Analysis.Importance;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Repeats;

namespace NasFuse.Core.Analysis.Checks;

/// <summary>Which choices decide the objectives, and which decide nothing?</summary>
public sealed class ImportantChoices : StudyCheck
{
    private const int MostShown = 3;

    /// <inheritdoc/>
    public override string Name => "choice-importance";

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(AnalysedStudy study)
    {
        Trial[] trials = [.. study.Stored.Select(trial => trial.Averaged(study.Study.Plan.Epochs))];
        return study.Study.Objectives.Select(objective => Judge(ChoiceImportance.Of(trials, objective, study.Study.Seed)));
    }

    private Finding Judge(ChoiceImportance importance)
    {
        if (importance.Unknown is { } unknown) return Skip($"Which choices decide {importance.Target} cannot be told.", unknown);
        var sure = importance.Choices.Where(choice => choice.IsSure).ToArray();
        var reason = $"{importance.Explained:P0} explained from {importance.Trials} trials; "
            + $"{importance.Choices.Length - sure.Length} of {importance.Choices.Length} choices without a measurable effect";
        return sure.Length == 0
            ? Skip($"No choice alone decides {importance.Target}.", reason)
            : Pass($"{importance.Target} is decided by {string.Join(", ", sure.Take(MostShown).Select(choice => $"{choice.Choice} ({choice.Share:P0})"))}.",
                reason);
    }
}
