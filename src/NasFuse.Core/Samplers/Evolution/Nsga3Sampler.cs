using System.Collections.Immutable;
using NasFuse.Core.Objectives;

namespace NasFuse.Core.Samplers.Evolution;

/// <summary>NSGA-III: parents are the best fronts; the last of them, of which not all fit, is thinned out evenly along reference directions.</summary>
/// <remarks>
/// Source: Deb and Jain, "An Evolutionary Many-Objective Optimization Algorithm Using Reference-Point-Based Nondominated Sorting Approach, Part I", IEEE
/// Transactions on Evolutionary Computation 2014; constraints as in part II (Jain and Deb): infeasible trials by violation, and of two candidate parents the
/// less violating one. The ideal point is over all feasible trials of the study, extreme points over the candidates, see <see cref="UnitCosts"/>.
/// </remarks>
/// <param name="options">Population, variation, directions and patience.</param>
public sealed class Nsga3Sampler(Nsga3Options options) : GenerationalSampler(options)
{
    private protected override IEnumerable<FinishedTrial> Select(IReadOnlyList<FinishedTrial> candidates, int size, SamplerContext context)
    {
        FinishedTrial[] feasible = [.. candidates.Where(TrialOrder.IsFeasible)];
        return feasible.Length <= size ? TrialOrder.BestFirst(candidates, context.Objectives).Take(size) : SelectFeasible(feasible, size, context);
    }

    private protected override FinishedTrial Draw(IReadOnlyList<FinishedTrial> parents, Random random)
    {
        var (one, other) = (parents[random.Next(parents.Count)], parents[random.Next(parents.Count)]);
        return other.Violation < one.Violation ? other : one;
    }

    private IEnumerable<FinishedTrial> SelectFeasible(FinishedTrial[] feasible, int size, SamplerContext context)
    {
        var costs = Array.ConvertAll(feasible, trial => TrialOrder.CostsOf(trial, context.Objectives));
        var fronts = NonDominatedSort.Fronts(costs);
        var whole = new List<int>();
        var next = 0;
        while (whole.Count + fronts[next].Length <= size) whole.AddRange(fronts[next++]);
        if (whole.Count == size) return whole.Select(i => feasible[i]);
        int[] considered = [.. whole, .. fronts[next]];
        var scaled = UnitCosts.Of([.. considered.Select(i => costs[i])], [.. Enumerable.Range(0, fronts[0].Length)], Ideal(costs, context));
        var niching = new Niching(Directions(context.Objectives.Count));
        var chosen = niching.Select(scaled[..whole.Count], scaled[whole.Count..], size - whole.Count, context.Random);
        return whole.Concat(chosen.Select(place => fronts[next][place])).Select(i => feasible[i]);
    }

    private ImmutableArray<double[]> Directions(int objectives) => options.Divisions is { } divisions
        ? ReferenceDirections.DasDennis(objectives, divisions)
        : ReferenceDirections.For(objectives, options.PopulationSize);

    private static double[] Ideal(double[][] costs, SamplerContext context)
    {
        var ideal = costs[0].ToArray();
        foreach (var cost in costs) Lower(cost);
        foreach (var trial in context.History.Finished)
        {
            if (TrialOrder.Rankable(trial) is { } feasible && TrialOrder.IsFeasible(feasible)) Lower(TrialOrder.CostsOf(feasible, context.Objectives));
        }
        return ideal;

        void Lower(double[] cost)
        {
            for (var i = 0; i < ideal.Length; i++) ideal[i] = Math.Min(ideal[i], cost[i]);
        }
    }
}
