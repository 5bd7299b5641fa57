namespace NasFuse.Storage.Queries;

/// <summary>Puts values in order: numbers by value, then texts; what is missing or NaN comes last in either direction.</summary>
internal sealed class RowOrder(bool descending) : IComparer<QueryValue>
{
    private const int Last = 2;

    /// <inheritdoc/>
    public int Compare(QueryValue x, QueryValue y)
    {
        var (rankX, rankY) = (Rank(x), Rank(y));
        if (rankX == Last || rankY == Last) return rankX.CompareTo(rankY);
        var ascending = rankX != rankY ? rankX.CompareTo(rankY) : x.CompareWith(y) ?? 0;
        return descending ? -ascending : ascending;
    }

    private static int Rank(QueryValue value) => value.Text is not null ? 1 : double.IsNaN(value.Real) ? Last : 0;
}
