namespace NasFuse.Core.Objectives;

/// <summary>Exact volume of what a set of alternatives dominates, up to a reference point.</summary>
/// <remarks>
/// Two objectives: sweep, O(n log n). Three: dimension sweep over a staircase. More: the WFG recursion (While, Bradstreet and Barone, "A Fast Way of
/// Calculating Exact Hypervolumes", IEEE Transactions on Evolutionary Computation 2012), which adds each point's exclusive part and loses one dimension per level.
/// </remarks>
public static class Hypervolume
{
    /// <summary>The volume; points that are not better than the reference in every coordinate (or have NaN) add nothing.</summary>
    /// <param name="points">Cost vectors (smaller is better), in any order, dominated ones allowed.</param>
    /// <param name="reference">Worst costs of interest, of the same length.</param>
    /// <exception cref="ArgumentException">A point has another length than the reference.</exception>
    public static double Compute(IReadOnlyList<double[]> points, ReadOnlySpan<double> reference)
    {
        var worst = reference.ToArray();
        if (points.Any(point => point.Length != worst.Length)) throw new ArgumentException("Points and reference need the same length.", nameof(points));
        return worst.Length == 0 ? 0 : Volume([.. points.Where(point => IsInside(point, worst))], worst);
    }

    private static bool IsInside(double[] point, double[] reference)
    {
        for (var i = 0; i < reference.Length; i++)
        {
            if (!(point[i] < reference[i])) return false;
        }
        return true;
    }

    private static double Volume(double[][] points, double[] reference) =>
        points.Length == 0 ? 0
        : points.Length == 1 ? Box(points[0], reference, reference.Length)
        : reference.Length switch
        {
            1 => reference[0] - points.Min(point => point[0]),
            2 => Area(points, reference),
            3 => Sweep(points, reference),
            _ => SumOfExclusiveParts(points, reference),
        };

    private static double Box(double[] point, double[] reference, int dimensions)
    {
        var volume = 1.0;
        for (var i = 0; i < dimensions; i++) volume *= reference[i] - point[i];
        return volume;
    }

    private static double Area(double[][] points, double[] reference)
    {
        var (area, top) = (0.0, reference[1]);
        foreach (var point in points.OrderBy(point => point[0]).ThenBy(point => point[1]))
        {
            if (point[1] >= top) continue;
            area += (reference[0] - point[0]) * (top - point[1]);
            top = point[1];
        }
        return area;
    }

    private static double Sweep(double[][] points, double[] reference)
    {
        var staircase = new Staircase(reference[0], reference[1]);
        var sorted = points.OrderBy(point => point[2]).ToArray();
        var volume = 0.0;
        for (var i = 0; i < sorted.Length; i++)
        {
            staircase.Add(sorted[i][0], sorted[i][1]);
            volume += staircase.Area * ((i + 1 < sorted.Length ? sorted[i + 1][2] : reference[2]) - sorted[i][2]);
        }
        return volume;
    }

    private static double SumOfExclusiveParts(double[][] points, double[] reference)
    {
        // From the worst last coordinate to the best: what a point shares with later ones then spans its whole last edge,
        // so that the exclusive part is that edge times an exclusive part with one coordinate less.
        var last = reference.Length - 1;
        var sorted = points.OrderByDescending(point => point[last]).ToArray();
        var volume = 0.0;
        for (var i = 0; i < sorted.Length; i++)
        {
            var limited = LimitedBy(sorted[i], sorted.AsSpan(i + 1), last);
            volume += (reference[last] - sorted[i][last]) * (Box(sorted[i], reference, last) - Volume(limited, reference[..last]));
        }
        return volume;
    }

    private static double[][] LimitedBy(double[] limit, ReadOnlySpan<double[]> others, int dimensions)
    {
        var limited = new double[others.Length][];
        for (var i = 0; i < others.Length; i++)
        {
            limited[i] = new double[dimensions];
            for (var d = 0; d < dimensions; d++) limited[i][d] = Math.Max(limit[d], others[i][d]);
        }
        return [.. ParetoFront.Of(limited).Select(i => limited[i])];
    }
}
