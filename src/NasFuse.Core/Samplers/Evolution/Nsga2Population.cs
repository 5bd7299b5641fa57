using System.Collections.Immutable;
using NasFuse.Core.Objectives;

namespace NasFuse.Core.Samplers.Evolution;

/// <summary>Trials from best to worst: front by front, within a front the lonely ones first, then infeasible ones by violation.</summary>
internal sealed record Nsga2Population(ImmutableArray<FinishedTrial> Trials)
{
    public static Nsga2Population Empty { get; } = new(ImmutableArray<FinishedTrial>.Empty);

    public int Count => Trials.Length;

    /// <summary>The best of these and others; of trials with equal assignments the earliest counts.</summary>
    /// <exception cref="ArgumentException">A trial has another number of values than there are objectives.</exception>
    public Nsga2Population Select(IEnumerable<FinishedTrial> others, IReadOnlyList<Objective> objectives, int size)
    {
        var candidates = Trials.Concat(others).OrderBy(trial => trial.Number).DistinctBy(trial => trial.Assignment).ToArray();
        var feasible = Array.FindAll(candidates, trial => trial.Violation <= 0);
        var infeasible = candidates.Where(trial => trial.Violation > 0).OrderBy(trial => trial.Violation);
        return new Nsga2Population([.. InOrder(feasible, objectives).Concat(infeasible).Take(size)]);
    }

    private static IEnumerable<FinishedTrial> InOrder(FinishedTrial[] feasible, IReadOnlyList<Objective> objectives)
    {
        var costs = Array.ConvertAll(feasible, trial => CostsOf(trial, objectives));
        foreach (var front in NonDominatedSort.Fronts(costs))
        {
            var distances = CrowdingDistance.Of([.. front.Select(i => costs[i])]);
            foreach (var place in Enumerable.Range(0, front.Length).OrderByDescending(place => distances[place])) yield return feasible[front[place]];
        }
    }

    private static double[] CostsOf(FinishedTrial trial, IReadOnlyList<Objective> objectives) =>
        trial.Values!.Count == objectives.Count
            ? [.. trial.Values.Zip(objectives, (value, objective) => objective.AsCost(value))]
            : throw new ArgumentException($"trial {trial.Number} has {trial.Values.Count} values for {objectives.Count} objectives", nameof(objectives));
}
