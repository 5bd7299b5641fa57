using NasFuse.Core.Studies;
using NasFuse.Storage.Queries.Parsing;

namespace NasFuse.Storage.Queries;

/// <summary>Puts trials in order: numbers by value, then texts; what is missing or NaN comes last in either direction; ties stay as they were.</summary>
internal sealed class RowOrder(bool descending) : IComparer<QueryValue>
{
    /// <summary>Orders by several keys, the most important first.</summary>
    public static IEnumerable<Trial> Apply(IEnumerable<Trial> trials, IEnumerable<OrderKey> keys)
    {
        var ordered = trials.OrderBy(_ => 0);
        foreach (var key in keys) ordered = ordered.ThenBy(key.Read, new RowOrder(key.Descending));
        return ordered;
    }

    /// <inheritdoc/>
    public int Compare(QueryValue x, QueryValue y)
    {
        var (rankX, rankY) = (Rank(x), Rank(y));
        if (rankX == Last || rankY == Last) return rankX.CompareTo(rankY);
        var ascending = rankX != rankY ? rankX.CompareTo(rankY) : x.CompareWith(y) ?? 0;
        return descending ? -ascending : ascending;
    }

    private const int Last = 2;

    private static int Rank(QueryValue value) => value.Text is not null ? 1 : double.IsNaN(value.Real) ? Last : 0;
}
