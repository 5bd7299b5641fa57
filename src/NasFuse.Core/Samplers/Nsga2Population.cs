using System.Collections.Immutable;
using NasFuse.Core.Objectives;

namespace NasFuse.Core.Samplers;

/// <summary>Trials from best to worst: front by front, within a front the lonely ones first, then pruned ones, those that survived longest first, then infeasible ones by violation.</summary>
internal sealed record Nsga2Population(ImmutableArray<FinishedTrial> Trials)
{
    public static Nsga2Population Empty { get; } = new(ImmutableArray<FinishedTrial>.Empty);

    public int Count => Trials.Length;

    /// <summary>The best of these and others; of trials with equal assignments the earliest counts.</summary>
    /// <exception cref="ArgumentException">A trial has another number of values than there are objectives.</exception>
    public Nsga2Population Select(IEnumerable<FinishedTrial> others, IReadOnlyList<Objective> objectives, int size)
    {
        var candidates = Trials.Concat(others).OrderBy(trial => trial.Number).DistinctBy(trial => trial.Assignment).ToArray();
        var feasible = Array.FindAll(candidates, trial => trial.Violation <= 0 && trial.Values is not null);
        var pruned = candidates.Where(trial => trial.Violation <= 0 && trial.Values is null);
        var infeasible = candidates.Where(trial => trial.Violation > 0).OrderBy(trial => trial.Violation);
        return new Nsga2Population([.. InOrder(feasible, trial => trial.Values!, objectives).Concat(InOrder(pruned, objectives)).Concat(infeasible).Take(size)]);
    }

    private static IEnumerable<FinishedTrial> InOrder(IEnumerable<FinishedTrial> pruned, IReadOnlyList<Objective> objectives) =>
        pruned.GroupBy(trial => trial.Partial!.Budget).OrderByDescending(rung => rung.Key)
            .SelectMany(rung => InOrder([.. rung], trial => trial.Partial!.Values, objectives));

    private static IEnumerable<FinishedTrial> InOrder(
        FinishedTrial[] feasible, Func<FinishedTrial, IReadOnlyList<double>> valuesOf, IReadOnlyList<Objective> objectives)
    {
        var costs = Array.ConvertAll(feasible, trial => CostsOf(trial.Number, valuesOf(trial), objectives));
        foreach (var front in NonDominatedSort.Fronts(costs))
        {
            var distances = CrowdingDistance.Of([.. front.Select(i => costs[i])]);
            foreach (var place in Enumerable.Range(0, front.Length).OrderByDescending(place => distances[place])) yield return feasible[front[place]];
        }
    }

    private static double[] CostsOf(int number, IReadOnlyList<double> values, IReadOnlyList<Objective> objectives) =>
        values.Count == objectives.Count
            ? [.. values.Zip(objectives, (value, objective) => objective.AsCost(value))]
            : throw new ArgumentException($"trial {number} has {values.Count} values for {objectives.Count} objectives", nameof(objectives));
}
