using NasFuse.Core.Reproducibility;

namespace NasFuse.Core.Studies.Repeats;

/// <summary>Has whatever stands on the measured front evaluated again, with other seeds, and holds it back from the sampler until it has proven itself.</summary>
/// <remarks>
/// The best of many single trainings is lucky first: a sampler that is told single results breeds from luck. So every member of the front of means needs
/// <see cref="PromotionSpecification.Seeds"/> evaluations. It leaves the front as soon as its mean is dominated; what takes its place is evaluated again in
/// turn. Off the front one evaluation is enough. Evaluating the elite again, those with the fewest evaluations first, follows Fieldsend and Everson, The
/// Rolling Tide Evolutionary Algorithm, IEEE Transactions on Evolutionary Computation 2015. Not thread-safe.
/// </remarks>
/// <param name="study">The study; without <see cref="Study.Promotion"/> nothing is repeated and everything is settled at once.</param>
/// <param name="ledger">Its trials; of those that were repeated it knows the means (<see cref="Count"/>).</param>
/// <param name="store">Has architectures and repeats.</param>
internal sealed class FrontPromotion(Study study, TrialLedger ledger, ITrialReader store)
{
    /// <summary>Members of the front to evaluate again, those with the fewest evaluations first, without those that are being evaluated.</summary>
    public IEnumerable<int> Due() =>
        Open().Where(trial => !ledger.IsBeingRepeated(trial.Number)).OrderBy(Tries).ThenBy(trial => trial.Number).Select(trial => trial.Number);

    /// <summary>A new trial that evaluates another once more.</summary>
    /// <param name="original">Number of the other.</param>
    /// <param name="number">Its own number.</param>
    /// <param name="now">When it is proposed, UTC.</param>
    public Trial Again(int original, int number, DateTimeOffset now) =>
        RepeatedTrials.Again(store.Find(original)!, number, RandomStreams.Derive(study.Seed, "trial", number), now);

    /// <summary>Lets the mean of a trial's evaluations count from now on.</summary>
    /// <param name="original">Number of the trial.</param>
    /// <param name="counts">Whether an evaluation by a trial of that number counts by now.</param>
    public void Count(int original, Func<int, bool> counts)
    {
        var trial = store.Find(original)!;
        ledger.Update((trial with { Repeats = [.. trial.Repeats.Where(repeat => repeat.EvaluatedBy is not { } by || counts(by))] }).Averaged(study.Plan.Epochs));
    }

    /// <summary>The same for all trials, when a study is taken up again.</summary>
    /// <param name="counts">Whether an evaluation by a trial of that number counts by now.</param>
    public void CountAll(Func<int, bool> counts)
    {
        if (study.Promotion is null) return;
        foreach (var trial in store.Trials().Where(trial => trial is { State: TrialState.Complete, Repeats.IsEmpty: false })) Count(trial.Number, counts);
    }

    /// <summary>Those of some trials that ended whose results promotion will not change any more, so that the sampler can be told.</summary>
    /// <param name="ended">Numbers of trials in a final state.</param>
    public IReadOnlyList<int> Settled(IReadOnlyCollection<int> ended)
    {
        var open = Open().Select(trial => trial.Number).ToHashSet();
        // A duplicate is settled with its original.
        return [.. ended.Where(number => !open.Contains(ledger.Find(number)!.DuplicateOf ?? number))];
    }

    private IEnumerable<Trial> Open() => study.Promotion is not { } promotion ? []
        : TrialRanking.Front(ledger.Trials, study.Objectives).Where(trial => Tries(trial) < promotion.Seeds);

    /// <summary>What failed counts as tried, or it would be tried for ever.</summary>
    private int Tries(Trial complete) => Math.Max(1, complete.EvaluationCount) + ledger.FailedRepeats(complete.Number);
}
