using NasFuse.Core.Objectives;

namespace NasFuse.Core.Samplers;

/// <summary>Which trials are better: front by front, within a front the lonely ones first, then pruned ones, those that survived longest first, then infeasible ones by violation.</summary>
/// <remarks>
/// Non-dominated sorting and crowding distance with constrained dominance (Deb, Pratap, Agarwal and Meyarivan, IEEE Transactions on Evolutionary
/// Computation 2002). With one objective it is the order of its values.
/// </remarks>
public static class TrialOrder
{
    /// <summary>The trial as far as it can be ranked: with finite values, else by what it had reached when it was pruned, else by its violation. Null when it has none of them.</summary>
    public static FinishedTrial? Rankable(FinishedTrial trial)
    {
        var hasValues = trial.Values is not null && trial.Values.All(double.IsFinite);
        var hasPartial = trial.Partial is not null && trial.Partial.Values.All(double.IsFinite);
        if (!double.IsFinite(trial.Violation) || (!hasValues && !hasPartial && trial.Violation <= 0)) return null;
        return hasValues ? trial : trial with { Values = null, Partial = hasPartial ? trial.Partial : null };
    }

    /// <summary>True for rankable trials that were evaluated to the end and break no constraint.</summary>
    public static bool IsFeasible(FinishedTrial rankable) => rankable is { Violation: <= 0, Values: not null };

    /// <summary>Rankable trials from best to worst; equal ones in the order given.</summary>
    /// <exception cref="ArgumentException">A trial has another number of values than there are objectives.</exception>
    public static IEnumerable<FinishedTrial> BestFirst(IReadOnlyCollection<FinishedTrial> rankable, IReadOnlyList<Objective> objectives)
    {
        var pruned = rankable.Where(trial => trial is { Violation: <= 0, Values: null });
        var infeasible = rankable.Where(trial => trial.Violation > 0).OrderBy(trial => trial.Violation);
        return InOrder([.. rankable.Where(IsFeasible)], objectives).Concat(ByBudget(pruned, objectives)).Concat(infeasible);
    }

    /// <summary>Values of a trial turned so that smaller is better.</summary>
    /// <exception cref="ArgumentException">The trial has another number of values than there are objectives.</exception>
    public static double[] CostsOf(FinishedTrial trial, IReadOnlyList<Objective> objectives) =>
        trial.Values!.Count == objectives.Count
            ? [.. trial.Values.Zip(objectives, (value, objective) => objective.AsCost(value))]
            : throw new ArgumentException($"trial {trial.Number} has {trial.Values.Count} values for {objectives.Count} objectives", nameof(objectives));

    /// <summary>Values of a part of the budget compare with each other only.</summary>
    private static IEnumerable<FinishedTrial> ByBudget(IEnumerable<FinishedTrial> pruned, IReadOnlyList<Objective> objectives) =>
        pruned.GroupBy(trial => trial.Partial!.Budget).OrderByDescending(rung => rung.Key)
            .SelectMany(rung => InOrder([.. rung.Select(trial => trial with { Values = trial.Partial!.Values })], objectives))
            .Select(trial => trial with { Values = null });

    private static IEnumerable<FinishedTrial> InOrder(FinishedTrial[] feasible, IReadOnlyList<Objective> objectives)
    {
        var costs = Array.ConvertAll(feasible, trial => CostsOf(trial, objectives));
        foreach (var front in NonDominatedSort.Fronts(costs))
        {
            var distances = CrowdingDistance.Of([.. front.Select(i => costs[i])]);
            foreach (var place in Enumerable.Range(0, front.Length).OrderByDescending(place => distances[place])) yield return feasible[front[place]];
        }
    }
}
