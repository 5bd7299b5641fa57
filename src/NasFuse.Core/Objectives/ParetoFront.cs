using System.Collections.Immutable;

namespace NasFuse.Core.Objectives;

/// <summary>What no other alternative beats.</summary>
public static class ParetoFront
{
    /// <summary>Indices of the non-dominated cost vectors, ascending. Equal vectors are all kept; a vector with NaN never is.</summary>
    /// <param name="costs">Cost vectors of one length (smaller is better).</param>
    /// <remarks>O(n log n) for one and two objectives, O(n · front) beyond.</remarks>
    /// <exception cref="ArgumentException">The vectors have different lengths.</exception>
    public static ImmutableArray<int> Of(IReadOnlyList<double[]> costs)
    {
        var front = new List<int>();
        foreach (var candidate in Dominance.LexicographicOrder(costs))
        {
            if (front.Count == 0 || !Dominance.IsDominatedByFront(costs, front, candidate)) front.Add(candidate);
        }
        return [.. front.Order()];
    }
}
