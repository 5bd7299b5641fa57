namespace NasFuse.Core.Genotypes.FasterSeg;

/// <summary>Arithmetic on one row of preferences.</summary>
internal static class Preferences
{
    /// <summary>Index of the largest, the first of equal ones.</summary>
    public static int Best(ReadOnlySpan<double> row)
    {
        var best = 0;
        for (var i = 1; i < row.Length; i++)
        {
            if (row[i] > row[best]) best = i;
        }
        return best;
    }

    /// <summary>Shares that sum to one; negative infinity gets none.</summary>
    public static double[] Softmax(ReadOnlySpan<double> row)
    {
        var largest = row[Best(row)];
        var shares = new double[row.Length];
        for (var i = 0; i < row.Length; i++) shares[i] = Math.Exp(row[i] - largest);
        var sum = shares.Sum();
        for (var i = 0; i < row.Length; i++) shares[i] /= sum;
        return shares;
    }
}
