using System.Collections.Immutable;

namespace NasFuse.Core.Objectives;

/// <summary>Peels front after front off a set of alternatives.</summary>
/// <remarks>
/// Efficient non-dominated sort with binary search (ENS-BS; Zhang, Tian, Cheng and Jin, IEEE Transactions on Evolutionary Computation 2015):
/// in lexicographic order a vector belongs to the first front of which no member dominates it. O(n log n) for up to two objectives.
/// </remarks>
public static class NonDominatedSort
{
    /// <summary>Fronts from best to worst, each with ascending indices. Vectors with NaN are in none.</summary>
    /// <param name="costs">Cost vectors of one length (smaller is better).</param>
    /// <exception cref="ArgumentException">The vectors have different lengths.</exception>
    public static ImmutableArray<ImmutableArray<int>> Fronts(IReadOnlyList<double[]> costs)
    {
        var fronts = new List<List<int>>();
        foreach (var candidate in Dominance.LexicographicOrder(costs))
        {
            var place = FirstFrontThatDoesNotDominate(costs, fronts, candidate);
            if (place == fronts.Count) fronts.Add([]);
            fronts[place].Add(candidate);
        }
        return [.. fronts.Select(front => front.Order().ToImmutableArray())];
    }

    private static int FirstFrontThatDoesNotDominate(IReadOnlyList<double[]> costs, List<List<int>> fronts, int candidate)
    {
        var (low, high) = (0, fronts.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Dominance.IsDominatedByFront(costs, fronts[middle], candidate)) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
