using NasFuse.Core.Measurement;

namespace NasFuse.Core.Samplers.Models;

/// <summary>The box in which costs are compared: 0 is the best cost seen, 1 the inner fence (<see cref="Ends"/>); worse ones count as 1.</summary>
internal static class CostBox
{
    /// <summary>Interquartile ranges to Tukey's inner fence.</summary>
    public const double InnerFence = 1.5;

    /// <summary>Interquartile ranges to Tukey's outer fence, beyond which costs are far out.</summary>
    public const double OuterFence = 3;

    /// <summary>Puts all cost vectors into the box.</summary>
    /// <param name="costs">Finite, of one length, at least one.</param>
    public static double[][] Scaled(IReadOnlyList<double[]> costs)
    {
        var scaled = costs.Select(cost => new double[cost.Length]).ToArray();
        for (var o = 0; o < costs[0].Length; o++)
        {
            var (best, worst) = Ends(costs.Select(cost => cost[o]));
            for (var i = 0; i < scaled.Length; i++) scaled[i][o] = worst > best ? Math.Min((costs[i][o] - best) / (worst - best), 1) : 0;
        }
        return scaled;
    }

    /// <summary>Best cost, and the upper fence: third quartile plus so many interquartile ranges, or the worst cost where that is better.</summary>
    /// <param name="costs">Finite, at least one.</param>
    /// <param name="ranges">1.5 for the inner fence, 3 for the outer one (Tukey 1977).</param>
    public static (double Best, double Worst) Ends(IEnumerable<double> costs, double ranges = InnerFence)
    {
        var sorted = costs.Order().ToArray();
        var (lower, upper) = (Quantiles.OfSorted(sorted, 0.25), Quantiles.OfSorted(sorted, 0.75));
        return (sorted[0], upper > lower ? Math.Min(sorted[^1], upper + (ranges * (upper - lower))) : sorted[^1]);
    }
}
