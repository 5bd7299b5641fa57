namespace NasFuse.Storage.Queries.Writers;

/// <summary>Writes a result as text. Immutable and thread-safe; lines end with <c>\n</c> on every system.</summary>
public abstract class RowWriter
{
    /// <summary>The writers by the name of their format: <c>csv</c>, <c>json</c>, <c>jsonl</c>, <c>md</c>.</summary>
    public static IReadOnlyDictionary<string, RowWriter> ByFormat { get; } = new Dictionary<string, RowWriter>(StringComparer.OrdinalIgnoreCase)
    {
        ["csv"] = new CsvRowWriter(),
        ["json"] = new JsonRowWriter(),
        ["jsonl"] = new JsonLinesRowWriter(),
        ["md"] = new MarkdownRowWriter(),
    };

    /// <summary>Writes all rows as they are read.</summary>
    public abstract void Write(QueryRows rows, TextWriter output);

    /// <summary>Writes all rows.</summary>
    public void Write(QueryTable table, TextWriter output) => Write(new QueryRows(table.Columns, table.Rows), output);

    /// <summary>All rows as one text.</summary>
    public string Text(QueryTable table)
    {
        using var text = new StringWriter();
        Write(table, text);
        return text.ToString();
    }
}
