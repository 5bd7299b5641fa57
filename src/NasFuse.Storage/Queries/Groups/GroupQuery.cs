using System.Collections.Immutable;

namespace NasFuse.Storage.Queries.Groups;

/// <summary>One row per group of rows that agree in some fields.</summary>
/// <param name="Keys">Fields in which the rows of a group agree; none for one group of all rows.</param>
/// <param name="Aggregates">What is asked about each group.</param>
internal sealed record GroupQuery(ImmutableArray<TrialField> Keys, ImmutableArray<Aggregate> Aggregates)
{
    /// <summary>Columns: the fields, then the aggregates.</summary>
    public ImmutableArray<QueryColumn> Columns =>
        [.. Keys.Select(key => new QueryColumn(key.Path)), .. Aggregates.Select(aggregate => new QueryColumn([aggregate.Name]))];

    /// <summary>The groups, ordered by their fields. Values that differ by case only are one group, under the spelling that comes first.</summary>
    public IEnumerable<QueryValue[]> Run(IEnumerable<TrialRow> rows)
    {
        var groups = new Dictionary<string, (QueryValue[] Key, List<QueryValue>[] Values)>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows)
        {
            var key = Keys.Select(field => field.Read(row)).ToArray();
            var text = string.Join('\0', key.Select(value => value.IsNull ? "\u0001" : value.ToString()));
            if (!groups.TryGetValue(text, out var group)) groups[text] = group = (key, [.. Aggregates.Select(_ => new List<QueryValue>())]);
            for (var i = 0; i < Aggregates.Length; i++) Add(Aggregates[i], row, group.Values[i]);
        }
        if (Keys.IsEmpty && groups.Count == 0) groups[""] = ([], [.. Aggregates.Select(_ => new List<QueryValue>())]);
        var sorter = new RowSorter([.. Keys.Select(_ => false)], null);
        foreach (var (key, values) in groups.Values) sorter.Add(key, [.. key, .. Aggregates.Select((aggregate, i) => aggregate.Of(values[i]))]);
        return sorter.Sorted();
    }

    private static void Add(Aggregate aggregate, TrialRow row, List<QueryValue> values)
    {
        var value = aggregate.Field is { } field ? field.Read(row) : QueryValue.Of((Int128)1);
        if (aggregate.Field?.Kind == FieldKind.Label && value.Text is { } label && QueryValue.ParseNumber(label) is { } number) value = number;
        if (value.IsNull || (value.IsNumber && double.IsNaN(value.Real)) || (aggregate.NeedsNumbers && !value.IsNumber)) return;
        values.Add(value);
    }
}
