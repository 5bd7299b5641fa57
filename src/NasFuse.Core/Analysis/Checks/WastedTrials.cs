using NasFuse.Core.Studies;

namespace NasFuse.Core.Analysis.Checks;

/// <summary>How many trials came to nothing: duplicates, failures, infeasible ones?</summary>
public sealed class WastedTrials : StudyCheck
{
    private const int FewestTrials = 10;

    /// <inheritdoc/>
    public override string Name => "wasted-trials";

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(AnalysedStudy study)
    {
        Trial[] ended = [.. study.Stored.Where(trial => trial.State.IsFinal())];
        if (ended.Length < FewestTrials)
            return [Skip("How many trials are wasted cannot be told.", $"too few trials have ended: {ended.Length} of {FewestTrials}")];
        Finding?[] findings =
        [
            Judge(ended, TrialState.Failed, "failed", much: 0.05, tooMuch: 0.25,
                "Look at their messages: nasfuse query --where \"state = 'failed'\" --select \"number, error\""),
            Judge(ended, TrialState.Infeasible, "break a constraint", much: 0.5, tooMuch: 0.9,
                "Loosen the constraint that is broken most, or narrow the space to what keeps it."),
            Judge(ended, TrialState.Duplicate, "repeat an earlier architecture", much: 0.3, tooMuch: 0.7,
                "The space or the sampler's neighbourhood is used up: widen the space, or raise mutation."),
        ];
        return findings.OfType<Finding>().DefaultIfEmpty(Pass("Few trials came to nothing.", Counts(ended)));
    }

    private Finding? Judge(Trial[] ended, TrialState state, string what, double much, double tooMuch, string remedy)
    {
        Trial[] wasted = [.. ended.Where(trial => trial.State == state)];
        var share = wasted.Length / (double)ended.Length;
        if (share <= much) return null;
        var (said, reason) = ($"{share:P0} of the trials {what}.", $"{wasted.Length} of {ended.Length} that ended{MostFrequent(wasted)}");
        return share > tooMuch ? Fail(said, reason, remedy) : Warn(said, reason, remedy);
    }

    private static string MostFrequent(Trial[] wasted)
    {
        var reason = wasted.Where(trial => trial.Error is not null).GroupBy(trial => Kind(trial.Error!)).OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal).FirstOrDefault();
        return reason is null ? "" : $"; {reason.Count()} times: {reason.Key}";
    }

    // Of 'latencyMs is 41.2 but must be < 30' the figure differs from trial to trial, the constraint does not.
    private static string Kind(string error) =>
        error.Split(" but must be ") is [var measured, var bound, ..] && measured.Split(" is ") is [var metric, _]
            ? $"{metric} must be {bound.Split(';')[0]}" : error.Split('\n')[0];

    private static string Counts(Trial[] ended) =>
        string.Join(", ", ended.GroupBy(trial => trial.State).OrderBy(group => group.Key)
            .Select(group => $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}"));
}
