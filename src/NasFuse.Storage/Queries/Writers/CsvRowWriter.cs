using System.Buffers;

namespace NasFuse.Storage.Queries.Writers;

/// <summary>CSV after RFC 4180 but with <c>\n</c>: a header, commas, quotes where needed; a missing value is an empty field.</summary>
public sealed class CsvRowWriter : RowWriter
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    /// <inheritdoc/>
    public override void Write(QueryRows rows, TextWriter output)
    {
        WriteLine(output, rows.Columns.Select(column => column.Name));
        foreach (var row in rows.Rows) WriteLine(output, row.Select(value => value.ToString()));
    }

    private static void WriteLine(TextWriter output, IEnumerable<string> cells)
    {
        output.Write(string.Join(',', cells.Select(Cell)));
        output.Write('\n');
    }

    private static string Cell(string text) =>
        text.AsSpan().ContainsAny(NeedQuotes) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
