using NasFuse.Cli.Progress;
using NasFuse.Core.Objectives;
using NasFuse.Core.Samplers.Seeds;
using NasFuse.Core.SearchSpaces.ListedArchitectures;
using NasFuse.Core.Studies;

namespace NasFuse.Cli.Rendering;

/// <summary>Says how a study stands, in one line each.</summary>
internal static class StudyLines
{
    private static readonly TrialState[] ShownStates =
        [
            TrialState.Complete, TrialState.Repeat, TrialState.Pruned, TrialState.Duplicate, TrialState.Infeasible, TrialState.Failed, TrialState.Interrupted,
            TrialState.Running,
        ];

    /// <summary><c>study camvid-quick   18/24 trials   15 complete · 2 duplicate · 1 infeasible   ETA 4m 10s</c></summary>
    public static string Counts(StudySnapshot snapshot)
    {
        var counts = ShownStates
            .Select(state => (state, count: snapshot.Trials.Count(trial => trial.State == state)))
            .Where(pair => pair.count > 0)
            .Select(pair => $"{pair.count} {pair.state.ToString().ToLowerInvariant()}");
        var total = snapshot.Study.Budget.Trials is { } budget ? $"/{budget}" : "";
        var eta = snapshot.Remaining is { } remaining && snapshot.Ended < snapshot.Study.Budget.Trials ? $"   ETA {Show.Duration(remaining)}" : "";
        return $"study {snapshot.Study.Name}   {snapshot.Ended}{total} trials   {string.Join(" · ", counts)}{eta}";
    }

    /// <summary><c>front 6 architectures   hypervolume 0.6132   best mIoU 0.523 #14   best latency 2.9 ms #9</c></summary>
    public static string Front(StudySnapshot snapshot)
    {
        var best = snapshot.Study.Objectives
            .Select(objective => (objective, trial: TrialRanking.Best(snapshot.Trials, objective)))
            .Where(pair => pair.trial is not null)
            .Select(pair => $"best {Show.Title(pair.objective.Name)} {Show.Metric(pair.objective.Name, pair.trial!.Metrics[pair.objective.Name])} #{pair.trial.Number}");
        return FormattableString.Invariant($"front {snapshot.Front.Length} architecture{(snapshot.Front.Length == 1 ? "" : "s")}   hypervolume {snapshot.HypervolumeShare:F4}   {string.Join("   ", best)}");
    }

    /// <summary><c>#42 epoch 6/12  loss 0.412  mIoU 0.803  318 images/s</c></summary>
    public static string Active(ActiveTrial trial, int epochs)
    {
        var quality = trial.Last?.MeanIou is { } miou ? FormattableString.Invariant($"  mIoU {miou:F3}") : "";
        var last = trial.Last is { } record ? FormattableString.Invariant($"{quality}  {record.ImagesPerSecond:F0} images/s") : "";
        return trial.Epoch == 0 ? $"#{trial.Number} preparing"
            : FormattableString.Invariant($"#{trial.Number} epoch {trial.Epoch}/{epochs}  loss {trial.Loss:F3}{last}");
    }

    /// <summary>How a trial ended: <c>#12 complete  mIoU 0.447  latency 2.9 ms  0.12 M params  add, ffm</c></summary>
    /// <remarks>An architecture of a list, and a seed that the space cannot build, has its name behind.</remarks>
    public static string Ended(Trial trial, IReadOnlyList<Objective> objectives) =>
        NameOf(trial) is { } name ? $"{Outcome(trial, objectives)}  {name}" : Outcome(trial, objectives);

    private static string? NameOf(Trial trial) =>
        trial.Assignment.Labels.GetValueOrDefault(trial.Assignment.IsOutside() ? OutsideAssignment.Choice : ListedArchitecturesSpace.Choice);

    private static string Outcome(Trial trial, IReadOnlyList<Objective> objectives) => trial.State switch
    {
        TrialState.Complete => $"#{trial.Number} complete  {Values(trial, objectives)}  {Show.Millions(trial.Parameters)} params  {Show.Fusions(trial)}",
        TrialState.Repeat => $"#{trial.Number} repeat of #{trial.RepeatOf}  {Values(trial, objectives)}",
        TrialState.Duplicate => $"#{trial.Number} duplicate of #{trial.DuplicateOf}",
        TrialState.Infeasible => $"#{trial.Number} infeasible: {trial.Error}",
        TrialState.Pruned => $"#{trial.Number} pruned {trial.Error}",
        TrialState.Failed => $"#{trial.Number} failed: {trial.Error}",
        _ => $"#{trial.Number} {trial.State.ToString().ToLowerInvariant()}",
    };

    private static string Values(Trial trial, IReadOnlyList<Objective> objectives) => string.Join(
        "  ", objectives.Select(o => $"{Show.Title(o.Name)} {Show.Metric(o.Name, trial.Metrics.GetValueOrDefault(o.Name, double.NaN))}"));
}
