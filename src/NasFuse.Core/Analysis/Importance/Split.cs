namespace NasFuse.Core.Analysis.Importance;

/// <summary>Where a label leads at a split.</summary>
internal enum Side
{
    /// <summary>Not asked, or a label that no row of the split had.</summary>
    Neither,

    /// <summary>To the left.</summary>
    Left,

    /// <summary>To the right.</summary>
    Right,
}

/// <summary>Two groups of the labels of one choice.</summary>
/// <param name="Column">The choice.</param>
/// <param name="Sides">Side by code.</param>
/// <param name="LeftShare">Share of the answered rows that go left.</param>
/// <param name="Gain">By how much it lowers the sum of squared deviations, above 0.</param>
internal sealed record Split(int Column, Side[] Sides, double LeftShare, double Gain)
{
    /// <summary>Where a code leads.</summary>
    public Side SideOf(short code) => code < 0 ? Side.Neither : Sides[code];

    /// <summary>The split of a choice that lowers the sum of squares most, if by more than <paramref name="known"/> and with enough rows on both
    /// sides.</summary>
    /// <param name="columns">The choices of all rows.</param>
    /// <param name="targets">The values of all rows.</param>
    /// <param name="rows">The rows to split.</param>
    /// <param name="column">The choice to split by.</param>
    /// <param name="fewestRows">Fewest answered rows of a side.</param>
    /// <param name="known">Gain that is not worth a split, ≥ 0.</param>
    public static Split? Best(ChoiceColumns columns, double[] targets, int[] rows, int column, int fewestRows, double known)
    {
        var labels = columns.Labels(column);
        Span<double> sums = labels < 64 ? stackalloc double[labels + 1] : new double[labels + 1];
        Span<int> counts = labels < 64 ? stackalloc int[labels + 1] : new int[labels + 1];
        var codes = columns.Columns[column];
        foreach (var row in rows)
        {
            sums[codes[row]] += targets[row];
            counts[codes[row]]++;
        }
        Span<int> order = labels < 64 ? stackalloc int[labels] : new int[labels];
        return Best(column, Ordered(order, columns.Numbers(column), sums, counts), sums, counts, fewestRows, known);
    }

    /// <summary>Codes that occur, by their numbers or means. Few, so they are sorted by insertion.</summary>
    private static ReadOnlySpan<int> Ordered(Span<int> order, double[]? numbers, ReadOnlySpan<double> sums, ReadOnlySpan<int> counts)
    {
        var present = 0;
        for (var code = 1; code < counts.Length; code++)
        {
            if (counts[code] == 0) continue;
            var key = Key(code, numbers, sums, counts);
            var at = present++;
            for (; at > 0 && Key(order[at - 1], numbers, sums, counts) > key; at--) order[at] = order[at - 1];
            order[at] = code;
        }
        return order[..present];
    }

    private static double Key(int code, double[]? numbers, ReadOnlySpan<double> sums, ReadOnlySpan<int> counts) =>
        numbers is null ? sums[code] / counts[code] : numbers[code - 1];

    private static Split? Best(int column, ReadOnlySpan<int> order, ReadOnlySpan<double> sums, ReadOnlySpan<int> counts, int fewestRows, double known)
    {
        var (total, all) = (0.0, 0);
        foreach (var code in order) (total, all) = (total + sums[code], all + counts[code]);
        var (sum, count, best, gain, leftOfBest) = (0.0, 0, -1, known, 0);
        for (var i = 0; i + 1 < order.Length; i++)
        {
            (sum, count) = (sum + sums[order[i]], count + counts[order[i]]);
            if (count < fewestRows || all - count < fewestRows) continue;
            var difference = sum / count - (total - sum) / (all - count);
            var lowered = difference * difference * count * (all - count) / all;
            if (lowered > gain * (1 + 1e-12)) (best, gain, leftOfBest) = (i, lowered, count);
        }
        if (best < 0) return null;
        var sides = new Side[counts.Length];
        for (var i = 0; i < order.Length; i++) sides[order[i]] = i <= best ? Side.Left : Side.Right;
        return new Split(column, sides, (double)leftOfBest / all, gain);
    }
}
