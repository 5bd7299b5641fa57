namespace NasFuse.Core.Samplers.Evolution;

/// <summary>Costs scaled such that a front reaches from 0 to about 1 in every objective.</summary>
/// <remarks>
/// Source: Deb and Jain, IEEE Transactions on Evolutionary Computation 2014, algorithm 2: the ideal point becomes the origin, and the hyperplane through the
/// extreme point of each objective is cut by the axes at 1. Where that plane is degenerate or cuts beyond the worst costs, the worst costs of the first
/// front are at 1. Before extreme points are sought, costs are divided by their ranges, so that 10⁹ MACs and 0.5 of mIoU weigh alike.
/// </remarks>
public static class UnitCosts
{
    private const double OffAxis = 1e-6;
    private const double Flat = 1e-12;

    /// <summary>Scales costs.</summary>
    /// <param name="costs">Finite costs of the candidates, one length.</param>
    /// <param name="front">Indices of the candidates that are not dominated.</param>
    /// <param name="ideal">Smallest costs known, not above any of <paramref name="costs"/>.</param>
    /// <returns>Scaled costs, ≥ 0, in the order of <paramref name="costs"/>.</returns>
    public static double[][] Of(IReadOnlyList<double[]> costs, IReadOnlyList<int> front, IReadOnlyList<double> ideal)
    {
        var ranges = Worst([.. costs.Select(cost => Minus(cost, ideal))]);
        double[][] relative = [.. costs.Select(cost => Divide(Minus(cost, ideal), ranges))];
        var intercepts = Intercepts(Extremes(relative)) ?? Worst([.. front.Select(i => relative[i])]);
        return [.. relative.Select(cost => Divide(cost, intercepts))];
    }

    /// <summary>Of each axis the vector that lies nearest to it, by the achievement scalarizing function.</summary>
    private static double[][] Extremes(double[][] relative) =>
        [.. Enumerable.Range(0, relative[0].Length).Select(axis => relative.MinBy(cost => cost.Select((c, i) => i == axis ? c : c / OffAxis).Max())!)];

    /// <summary>Where the plane through the points cuts the axes; null when it does not cut all of them between 0 and 1.</summary>
    private static double[]? Intercepts(double[][] points)
    {
        if (Solve([.. points.Select(point => (double[])[.. point, 1.0])]) is not { } plane) return null;
        var intercepts = Array.ConvertAll(plane, coefficient => 1 / coefficient);
        return intercepts.All(intercept => intercept is > OffAxis and <= 1 + OffAxis) ? intercepts : null;
    }

    /// <summary>Solves linear equations, each with its right side last, by elimination with pivoting; null when they are (nearly) dependent.</summary>
    private static double[]? Solve(double[][] rows)
    {
        var size = rows.Length;
        for (var column = 0; column < size; column++)
        {
            var pivot = Enumerable.Range(column, size - column).MaxBy(row => Math.Abs(rows[row][column]));
            (rows[column], rows[pivot]) = (rows[pivot], rows[column]);
            if (Math.Abs(rows[column][column]) < Flat) return null;
            for (var row = 0; row < size; row++)
            {
                if (row == column) continue;
                var factor = rows[row][column] / rows[column][column];
                for (var i = column; i <= size; i++) rows[row][i] -= factor * rows[column][i];
            }
        }
        return [.. Enumerable.Range(0, size).Select(i => rows[i][size] / rows[i][i])];
    }

    /// <summary>Largest value of each objective; 1 where all are (nearly) zero.</summary>
    private static double[] Worst(double[][] costs) =>
        [.. Enumerable.Range(0, costs[0].Length).Select(i => costs.Max(cost => cost[i])).Select(worst => worst > Flat ? worst : 1)];

    private static double[] Minus(double[] costs, IReadOnlyList<double> ideal) => [.. costs.Select((cost, i) => cost - ideal[i])];

    private static double[] Divide(double[] costs, double[] units) => [.. costs.Select((cost, i) => cost / units[i])];
}
