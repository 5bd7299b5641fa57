namespace NasFuse.Core.Genotypes.FasterSeg;

/// <summary>Where a branch steps down, by the published rule.</summary>
/// <remarks>
/// Only the preferences for stepping down count, never those for staying on the way, and the first and last rows are not looked at. The way to
/// 1/16 steps down one layer before the one whose preference won; the way to 1/32 does not. The published program takes the softmax of its tables
/// anew for every branch, 1/8 first, so the ways to 1/16 and 1/32 see them after two and three times; that can change which product is the
/// largest. All of this is kept. Computed in float64, published in float32.
/// </remarks>
internal static class PathDecoding
{
    /// <summary>Stride of every layer's cell on the way to <paramref name="stride"/>.</summary>
    public static int[] Strides(SearchParameters parameters, int stride)
    {
        var downs = stride switch { 8 => [], 16 => ToSixteenth(parameters), _ => ToThirtySecond(parameters) };
        var strides = new int[parameters.Layers];
        for (int layer = 0, current = 8; layer < strides.Length; layer++)
        {
            strides[layer] = current;
            if (downs.Contains(layer)) current *= 2;
        }
        return strides;
    }

    private static int[] ToSixteenth(SearchParameters parameters)
    {
        var down = DownShares(parameters.Downs[0], times: 2);
        return [1 + Preferences.Best(down.AsSpan(1..^1))];
    }

    private static int[] ToThirtySecond(SearchParameters parameters)
    {
        double[] first = DownShares(parameters.Downs[0], times: 3), second = DownShares(parameters.Downs[1], times: 3);
        var (best, at) = (0.0, (First: 0, Second: 1));
        for (var j = 0; j < parameters.Layers - 4; j++)
        for (var i = 1; i < j - 1; i++)
        {
            if (first[i] * second[j] > best) (best, at) = (first[i] * second[j], (i, j));
        }
        return [at.First + 1, at.Second + 2];
    }

    private static double[] DownShares(PreferenceTable table, int times) =>
        [.. table.Rows.Select(row => Enumerable.Range(0, times).Aggregate(row.ToArray(), (shares, _) => Preferences.Softmax(shares))[0])];
}
