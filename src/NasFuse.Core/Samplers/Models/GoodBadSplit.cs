using NasFuse.Core.Objectives;

namespace NasFuse.Core.Samplers.Models;

/// <summary>Trials split into a good group and the others.</summary>
/// <remarks>
/// By front, and the front that fits only in part by hypervolume (Ozaki et al. 2022, section 4.1); infeasible trials by their violation, behind all feasible
/// ones. Pruned trials are bad, and pending ones too: that keeps other workers away from them (constant liar, Ginsbourger et al. 2010).
/// </remarks>
internal sealed record GoodBadSplit(IReadOnlyList<Observation> Good, IReadOnlyList<Observation> Bad)
{
    /// <summary>Splits what is known.</summary>
    /// <param name="evidence">The trials.</param>
    /// <param name="size">Number of good ones, 1..<see cref="Evidence.Count"/>.</param>
    public static GoodBadSplit Of(Evidence evidence, int size)
    {
        var good = new List<Observation>();
        var costs = evidence.Complete.Select(trial => trial.Costs!).ToArray();
        foreach (var front in NonDominatedSort.Fronts(costs))
        {
            var room = size - good.Count;
            if (room == 0) break;
            if (front.Length <= room) good.AddRange(front.Select(i => evidence.Complete[i]));
            else good.AddRange(Chosen([.. front.Select(i => evidence.Complete[i])], costs, room));
        }
        good.AddRange(evidence.Infeasible.OrderBy(trial => trial.Violation).Take(size - good.Count));
        var isGood = good.ToHashSet(ReferenceEqualityComparer.Instance);
        var others = evidence.Complete.Concat(evidence.Infeasible).Where(trial => !isGood.Contains(trial));
        return new GoodBadSplit(good, [.. others, .. evidence.Pruned, .. evidence.Pending]);
    }

    private static IEnumerable<Observation> Chosen(Observation[] front, double[][] all, int count)
    {
        // The box is that of all trials, not of the front, so that its size does not depend on what is cut away.
        var scaled = CostBox.Scaled([.. front.Select(trial => trial.Costs!), .. all])[..front.Length];
        return HypervolumeSubset.Choose(scaled, count).Select(i => front[i]);
    }
}
