namespace NasFuse.Storage.Queries.Writers;

/// <summary>Writes a result as text. Immutable and thread-safe; lines end with <c>\n</c> on every system.</summary>
public abstract class RowWriter
{
    /// <summary>The writers by the name of their format: <c>csv</c>, <c>json</c>, <c>md</c>.</summary>
    public static IReadOnlyDictionary<string, RowWriter> ByFormat { get; } = new Dictionary<string, RowWriter>(StringComparer.OrdinalIgnoreCase)
    {
        ["csv"] = new CsvRowWriter(),
        ["json"] = new JsonRowWriter(),
        ["md"] = new MarkdownRowWriter(),
    };

    /// <summary>Writes all rows.</summary>
    public abstract void Write(QueryTable table, TextWriter output);
}
