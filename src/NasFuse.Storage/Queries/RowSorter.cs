namespace NasFuse.Storage.Queries;

/// <summary>Sorts rows by keys; rows with equal keys stay as they came. With a limit it never keeps more than a few times as many. Not thread-safe.</summary>
/// <param name="descending">Direction of each key, the most important first.</param>
/// <param name="most">Rows that are wanted, or null for all.</param>
internal sealed class RowSorter(IReadOnlyList<bool> descending, int? most)
{
    private const int Slack = 4096;

    private readonly RowOrder[] _orders = [.. descending.Select(down => new RowOrder(down))];
    private readonly List<(QueryValue[] Keys, long Place, QueryValue[] Row)> _rows = [];
    private long _place;

    /// <summary>Adds a row.</summary>
    public void Add(QueryValue[] keys, QueryValue[] row)
    {
        _rows.Add((keys, _place++, row));
        if (most is { } wanted && _rows.Count >= 2L * wanted + Slack) Cut(wanted);
    }

    /// <summary>The rows in order.</summary>
    public IEnumerable<QueryValue[]> Sorted()
    {
        Cut(most ?? int.MaxValue);
        return _rows.Select(row => row.Row);
    }

    private void Cut(int wanted)
    {
        _rows.Sort(Compare);
        if (_rows.Count > wanted) _rows.RemoveRange(wanted, _rows.Count - wanted);
    }

    private int Compare((QueryValue[] Keys, long Place, QueryValue[] Row) x, (QueryValue[] Keys, long Place, QueryValue[] Row) y)
    {
        for (var i = 0; i < _orders.Length; i++)
        {
            if (_orders[i].Compare(x.Keys[i], y.Keys[i]) is var order and not 0) return order;
        }
        return x.Place.CompareTo(y.Place);
    }
}
