namespace NasFuse.Core.Measurement;

/// <summary>Quantiles of a sample.</summary>
public static class Quantiles
{
    /// <summary>The quantile of ascending values, interpolated linearly between neighbours (definition 7 of Hyndman and Fan 1996, the default of NumPy and R).</summary>
    /// <param name="sorted">Values in ascending order, at least one.</param>
    /// <param name="share">0..1; 0.5 is the median.</param>
    /// <exception cref="ArgumentException">There are no values.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="share"/> is not in 0..1.</exception>
    public static double OfSorted(ReadOnlySpan<double> sorted, double share)
    {
        if (sorted.IsEmpty) throw new ArgumentException("A quantile needs at least one value.", nameof(sorted));
        if (share is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "must be in 0..1");
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /// <summary>The middle value of values in any order.</summary>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return OfSorted(sorted, 0.5);
    }
}
