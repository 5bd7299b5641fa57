using NasFuse.Core.Studies;

namespace NasFuse.Cli.References;

/// <summary>Why a reference has no result of a seed, or one that must not be trusted.</summary>
/// <param name="IsOfVerification">True when it was trained, but could not be exported or does not compute the same then.</param>
/// <param name="Text">The reference, the study, and what happened.</param>
internal sealed record ReferenceProblem(bool IsOfVerification, string Text)
{
    /// <summary>The problem of a reference in a study, or null when all is well.</summary>
    public static ReferenceProblem? Of(Reference reference, MeasuredStudy study, Trial? trial)
    {
        var where = $"{reference.Name} in {study.Planned.Name}";
        if (trial is null) return new(false, $"{where} was not trained");
        if (trial.State != TrialState.Complete) return new(false, $"{where} (#{trial.Number}) is {trial.State.ToString().ToLowerInvariant()}: {trial.Error}");
        if (study.Failures.TryGetValue(trial.Number, out var failure))
            return new(true, $"{where} (#{trial.Number}) could not be exported and measured: {failure}");
        if (study.Measurements[trial.Number] is { Passed: true }) return null;
        var (difference, limit) = (study.Measurements[trial.Number].Parity, study.Measurements[trial.Number].Limit);
        return new(true, FormattableString.Invariant($"{where} (#{trial.Number}) differs by {difference:0.0e-0} when exported, more than {limit:0.##e-0}"));
    }
}
