using System.Text.Json;
using System.Text.Json.Nodes;

namespace NasFuse.Storage.Queries;

/// <summary>A column of a result.</summary>
/// <param name="Path">Name in its parts: <c>number</c>, or <c>objectives</c> and <c>miou</c>.</param>
public sealed record QueryColumn(IReadOnlyList<string> Path)
{
    /// <summary>Name with dots, e.g. <c>objectives.miou</c>.</summary>
    public string Name => string.Join('.', Path);
}

/// <summary>The result of a query: columns and rows, in order. Immutable.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows; each has one value per column.</param>
public sealed record QueryTable(IReadOnlyList<QueryColumn> Columns, IReadOnlyList<IReadOnlyList<QueryValue>> Rows)
{
    /// <summary>A table whose columns have plain names.</summary>
    /// <param name="columns">Names of the columns; a dot in one does not nest.</param>
    /// <param name="rows">The rows; each has one value per column.</param>
    public static QueryTable Of(IEnumerable<string> columns, IEnumerable<IReadOnlyList<QueryValue>> rows) =>
        new([.. columns.Select(name => new QueryColumn([name]))], [.. rows]);

    /// <summary>Flattens JSON rows: a member of a nested object becomes a column with a dotted name, an array becomes its JSON text.</summary>
    public static QueryTable Of(IEnumerable<JsonObject> rows)
    {
        var columns = new Dictionary<string, (int Index, QueryColumn Column)>(StringComparer.Ordinal);
        var sparse = rows.Select(row => Flatten([], row).ToDictionary(cell => IndexOf(columns, cell.Path), cell => cell.Value)).ToList();
        return new QueryTable(
            [.. columns.Values.Select(entry => entry.Column)],
            sparse.ConvertAll(row =>
                (IReadOnlyList<QueryValue>)[.. Enumerable.Range(0, columns.Count).Select(index => row.GetValueOrDefault(index, QueryValue.Null))]));
    }

    private static int IndexOf(Dictionary<string, (int Index, QueryColumn Column)> columns, IReadOnlyList<string> path)
    {
        // Parts may hold dots themselves, so the key joins them with what no name holds.
        var key = string.Join('\0', path);
        if (!columns.TryGetValue(key, out var entry)) columns[key] = entry = (columns.Count, new QueryColumn(path));
        return entry.Index;
    }

    private static IEnumerable<(IReadOnlyList<string> Path, QueryValue Value)> Flatten(IReadOnlyList<string> path, JsonNode? node) =>
        node is JsonObject members
            ? members.SelectMany(member => Flatten([.. path, member.Key], member.Value))
            : [(path, ValueOf(node))];

    private static QueryValue ValueOf(JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => QueryValue.Null,
        JsonValueKind.String => QueryValue.Of(node.GetValue<string>()),
        JsonValueKind.Number => QueryValue.ParseNumber(node.ToJsonString()) ?? QueryValue.Of(node.ToJsonString()),
        _ => QueryValue.Of(node.ToJsonString()),
    };
}
