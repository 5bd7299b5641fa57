using NasFuse.Core.Objectives;

namespace NasFuse.Core.Samplers.Models;

/// <summary>Orders what is known from good to bad.</summary>
internal static class EvidenceRanking
{
    /// <summary>Evaluated trials front by front, in a front by number, and then infeasible ones by violation.</summary>
    public static Observation[] Ranked(this Evidence evidence)
    {
        var costs = evidence.Complete.Select(trial => trial.Costs!).ToArray();
        var complete = NonDominatedSort.Fronts(costs).SelectMany(front => front.Select(i => evidence.Complete[i]));
        return [.. complete, .. evidence.Infeasible.OrderBy(trial => trial.Violation)];
    }

    /// <summary>At most so many of ranked trials: the better half of the limit, and a random choice of the others.</summary>
    public static Observation[] Thinned(Observation[] ranked, int limit, Random random)
    {
        if (ranked.Length <= limit) return ranked;
        var others = ranked[(limit / 2)..];
        random.Shuffle(others);
        return [.. ranked[..(limit / 2)], .. others[..(limit - (limit / 2))]];
    }
}
