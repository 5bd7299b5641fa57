using System.Collections.Immutable;
using NasFuse.Core.Pruners;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Analysis.Replays;

/// <summary>Shows a pruner what the trials of a study reported, in the order in which they did: what would it have saved, and what lost?</summary>
/// <remarks>
/// After a trial's end by the pruner nobody sees its later evaluations. Everything else stays as it was: the study's proposals, although the sampler would
/// have learnt less from what was ended, and its number of trials, although the time that was saved would have paid for others. Latency counts as measured in
/// the end, repeats are not shown. Trials that were pruned in the study itself are shown as far as they went. Thread-safe as long as the study is.
/// </remarks>
/// <param name="study">The study; best one that had no pruner.</param>
public sealed class PrunerReplay(AnalysedStudy study)
{
    private readonly ImmutableArray<TimedEpoch> _epochs = EpochTimeline.Of(study);

    /// <summary>True when some trial was evaluated before its last epoch, so that there is something to judge.</summary>
    public bool HasEarlyEvaluations => _epochs.Any(timed => IsJudged(timed.Epoch));

    /// <summary>Replays the study under a pruner.</summary>
    public ReplayedPruning Under(PrunerOptions options)
    {
        var pruner = options.Create();
        var curves = new SortedDictionary<int, LearningCurve>();
        var ends = ImmutableSortedDictionary.CreateBuilder<int, ReplayedEnd>();
        var kept = ImmutableArray.CreateBuilder<TimedEpoch>();
        foreach (var timed in _epochs.Where(timed => !ends.ContainsKey(timed.Trial.Number)))
        {
            kept.Add(timed);
            var (trial, epoch) = timed;
            var curve = curves[trial.Number] = CurveUpTo(trial, epoch.Epoch);
            if (!IsJudged(epoch)) continue;
            LearningCurve[] others = [.. curves.Values.Where(other => other.Number != trial.Number && other.Evaluations.Length > 0)];
            if (pruner.Decide(new PrunerContext(curve, others, study.Study.Objectives, study.Study.Plan, study.Study.Seed)) is { } reason)
                ends[trial.Number] = new ReplayedEnd(trial, epoch.Epoch, reason);
        }
        return new ReplayedPruning(study, [.. ends.Values], kept.ToImmutable(), _epochs);
    }

    private bool IsJudged(EpochRecord epoch) => epoch.MeanIou is not null && epoch.Epoch < study.Study.Plan.Epochs;

    private LearningCurve CurveUpTo(Trial trial, int epoch)
    {
        var curve = TrialPruning.CurveOf(trial, study.EpochsOf(trial.Number).Where(record => record.Epoch <= epoch), study.Study.Plan.Epochs);
        return curve with { Repeats = [], IsComplete = curve.IsComplete && epoch >= study.Study.Plan.Epochs };
    }
}
