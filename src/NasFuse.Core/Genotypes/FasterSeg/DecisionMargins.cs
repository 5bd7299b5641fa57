namespace NasFuse.Core.Genotypes.FasterSeg;

/// <summary>How clearly the operators were chosen: shares are softmax shares, a margin is the best share minus the second.</summary>
/// <param name="Choices">Number of operator choices on the whole lattice.</param>
/// <param name="Narrow">How many were won by less than <see cref="NarrowMargin"/>.</param>
/// <param name="MeanBestShare">Mean share of the winner; 0.2 when nothing was learned.</param>
public sealed record DecisionMargins(int Choices, int Narrow, double MeanBestShare)
{
    /// <summary>A margin below this could be noise.</summary>
    public const double NarrowMargin = 0.01;

    /// <summary>Looks at every operator choice of the lattice, also those beside the decoded branches.</summary>
    public static DecisionMargins Of(SearchParameters parameters)
    {
        double[][] shares =
            [.. from table in parameters.Operators from row in table.Rows select (double[])[.. Preferences.Softmax(row.AsSpan()).OrderDescending()]];
        return new(shares.Length, shares.Count(row => row[0] - row[1] < NarrowMargin), shares.Average(row => row[0]));
    }
}
