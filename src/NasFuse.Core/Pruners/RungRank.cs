using NasFuse.Core.Objectives;

namespace NasFuse.Core.Pruners;

/// <summary>The place of a trial among others at equal budget, also with several objectives.</summary>
/// <remarks>
/// With one objective better is better. With several, trials of an earlier non-dominated front are better, and within a front those that are
/// lonelier by crowding distance (Deb et al. 2002), so a first front that is larger than what may go on is thinned where it is dense.
/// Trials that are equal by this rule are not better than each other.
/// </remarks>
internal static class RungRank
{
    /// <summary>How many of the others are better.</summary>
    /// <param name="trial">Costs of the trial.</param>
    /// <param name="others">Costs of the others, of the same length.</param>
    public static int CountBetter(double[] trial, IReadOnlyList<double[]> others)
    {
        if (trial.Length == 1) return others.Count(other => other[0] < trial[0]);
        var all = others.Append(trial).ToArray();
        var better = 0;
        foreach (var front in NonDominatedSort.Fronts(all))
        {
            if (!front.Contains(others.Count))
            {
                better += front.Length;
                continue;
            }
            var distances = CrowdingDistance.Of([.. front.Select(i => all[i])]);
            var own = distances[front.IndexOf(others.Count)];
            return better + distances.Count(distance => distance > own);
        }
        throw new ArgumentException("costs must be finite", nameof(trial));
    }
}
