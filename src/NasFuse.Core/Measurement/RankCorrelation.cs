namespace NasFuse.Core.Measurement;

/// <summary>Whether two lists order the same things alike.</summary>
public static class RankCorrelation
{
    /// <summary>Spearman's coefficient: Pearson's correlation of the ranks, equal values sharing their mean rank (Spearman 1904).</summary>
    /// <param name="a">Values, finite.</param>
    /// <param name="b">As many values, finite.</param>
    /// <returns>-1..1; NaN when one list has fewer than two different values.</returns>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static double Spearman(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        if (a.Count != b.Count) throw new ArgumentException($"{a.Count} values cannot be compared with {b.Count}", nameof(b));
        var (x, y, middle) = (Ranks(a), Ranks(b), (a.Count - 1) / 2.0);
        double together = 0, alongX = 0, alongY = 0;
        for (var i = 0; i < x.Length; i++)
        {
            together += (x[i] - middle) * (y[i] - middle);
            alongX += (x[i] - middle) * (x[i] - middle);
            alongY += (y[i] - middle) * (y[i] - middle);
        }
        return alongX > 0 && alongY > 0 ? together / Math.Sqrt(alongX * alongY) : double.NaN;
    }

    /// <summary>0-based rank of each value; equal values get the mean of the ranks they take up.</summary>
    private static double[] Ranks(IReadOnlyList<double> values)
    {
        int[] order = [.. Enumerable.Range(0, values.Count).OrderBy(i => values[i])];
        var ranks = new double[values.Count];
        for (int first = 0, end; first < order.Length; first = end)
        {
            for (end = first + 1; end < order.Length && values[order[end]] == values[order[first]];) end++;
            for (var i = first; i < end; i++) ranks[order[i]] = (first + end - 1) / 2.0;
        }
        return ranks;
    }
}
