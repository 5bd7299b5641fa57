namespace NasFuse.Core.Objectives;

/// <summary>Pareto dominance between cost vectors (smaller is better in every coordinate).</summary>
public static class Dominance
{
    /// <summary>True when <paramref name="a"/> is nowhere worse than <paramref name="b"/> and somewhere better; false as soon as a NaN takes part.</summary>
    public static bool Dominates(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var better = false;
        for (var i = 0; i < a.Length; i++)
        {
            if (!(a[i] <= b[i])) return false;
            better |= a[i] < b[i];
        }
        return better;
    }

    /// <summary>Indices of the cost vectors without NaN, in lexicographic order: what dominates a vector always stands before it.</summary>
    /// <exception cref="ArgumentException">The vectors have different lengths.</exception>
    internal static int[] LexicographicOrder(IReadOnlyList<double[]> costs)
    {
        if (costs.Any(c => c.Length != costs[0].Length)) throw new ArgumentException("All cost vectors need the same length.", nameof(costs));
        var order = Enumerable.Range(0, costs.Count).Where(i => !costs[i].Any(double.IsNaN)).ToArray();
        Array.Sort(order, (a, b) => costs[a].AsSpan().SequenceCompareTo(costs[b]) is var c and not 0 ? c : a.CompareTo(b));
        return order;
    }

    /// <summary>Whether a member of a front dominates the next vector in lexicographic order.</summary>
    /// <param name="costs">All cost vectors.</param>
    /// <param name="front">Mutually non-dominated indices in lexicographic order.</param>
    /// <param name="candidate">Index that stands behind all of them in that order.</param>
    internal static bool IsDominatedByFront(IReadOnlyList<double[]> costs, List<int> front, int candidate)
    {
        // With two objectives the newest member has the smallest second cost, so it alone decides.
        var oldest = costs[candidate].Length <= 2 ? front.Count - 1 : 0;
        for (var i = front.Count - 1; i >= oldest; i--)
        {
            if (Dominates(costs[front[i]], costs[candidate])) return true;
        }
        return false;
    }
}
