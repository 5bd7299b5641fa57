using NasFuse.Core.Noise;
using NasFuse.Core.Reproducibility;

namespace NasFuse.Core.Studies.Repeats;

/// <summary>What to spend further evaluations on.</summary>
/// <param name="Seeds">Evaluations at the full budget that each uncertain trial is brought to, ≥ 2; null for more epochs instead.</param>
/// <param name="Epochs">
/// Epochs to train with instead: the study's own, which takes up pruned trainings where they ended, or more, which trains uncertain trials
/// anew (the learning rate of a training depends on its length, so that a finished one cannot go on).
/// </param>
/// <param name="Top">At most so many trials, or null for all that are uncertain.</param>
public sealed record PromotionRequest(int? Seeds, int? Epochs, int? Top);

/// <summary>Chooses repeats where the front of a study is uncertain.</summary>
/// <remarks>
/// A function of what is stored: after an interruption the same is chosen, unfinished repeats first. While no noise is known, the members of the measured
/// front are evaluated again, which measures it; then, round by round, every trial that is neither surely on the front nor surely off it gets another
/// seed, the most open ones first.
/// </remarks>
/// <param name="study">The study.</param>
/// <param name="request">What to spend.</param>
public sealed class PromotionPlan(Study study, PromotionRequest request)
{
    /// <summary>The next repeats, in the order of their worth; empty when there is nothing left to do.</summary>
    /// <param name="trials">As stored now.</param>
    /// <param name="touched">Trials that this run has chosen before; they count for <see cref="PromotionRequest.Top"/>.</param>
    /// <param name="epochsOf">Epochs of a trial.</param>
    public IReadOnlyList<Repeat> Next(IReadOnlyList<Trial> trials, IReadOnlySet<int> touched, Func<int, IReadOnlyList<EpochRecord>> epochsOf)
    {
        Repeat[] unfinished = [.. trials.SelectMany(trial => trial.Repeats).Where(repeat => !repeat.State.IsFinal())];
        if (unfinished.Length > 0) return unfinished;
        var open = request.Epochs is not { } epochs ? Reseed(trials)
            : epochs == study.Plan.Epochs ? new PrunedOutlook(study).Promising(trials, epochsOf).Select(trial => NewRepeat(trial, trial.Seed, epochs))
            : Uncertain(trials).Where(trial => trial.Repeats.All(repeat => repeat.Epochs != epochs)).Select(trial => NewRepeat(trial, trial.Seed, epochs));
        return Limit(open, touched);
    }

    private IEnumerable<Repeat> Reseed(IReadOnlyList<Trial> trials) => Uncertain(trials)
        .Where(trial => trial.Evaluations(study.Plan.Epochs).Count + trial.Repeats.Count(repeat => repeat.State == TrialState.Failed) < request.Seeds)
        .Select(trial => NewRepeat(trial, RandomStreams.Derive(study.Seed, "repeat", trial.Number, trial.NextRepeat()), study.Plan.Epochs));

    private IEnumerable<Trial> Uncertain(IReadOnlyList<Trial> trials)
    {
        var front = ConfidentFront.Of(trials, study.Objectives, study.Plan.Epochs, study.Reference);
        return front.Noise.IsKnown
            ? front.Uncertain.OrderBy(candidate => Math.Abs(candidate.Membership - 0.5)).ThenBy(candidate => candidate.Trial.Number)
                .Select(candidate => candidate.Trial)
            : TrialRanking.Front([.. trials.Select(trial => trial.Averaged(study.Plan.Epochs))], study.Objectives);
    }

    private List<Repeat> Limit(IEnumerable<Repeat> open, IReadOnlySet<int> touched)
    {
        var (chosen, count) = (new List<Repeat>(), touched.Count);
        foreach (var repeat in open)
        {
            var isNew = !touched.Contains(repeat.Trial);
            if (isNew && count >= request.Top) continue;
            if (isNew) count++;
            chosen.Add(repeat);
        }
        return chosen;
    }

    private static Repeat NewRepeat(Trial trial, ulong seed, int epochs) =>
        new() { Trial = trial.Number, Index = trial.NextRepeat(), Seed = seed, Epochs = epochs, State = TrialState.Proposed };
}
