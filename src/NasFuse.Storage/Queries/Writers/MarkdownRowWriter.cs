namespace NasFuse.Storage.Queries.Writers;

/// <summary>A GitHub-flavoured Markdown table; columns of numbers are right-aligned, a missing value is an empty cell.</summary>
public sealed class MarkdownRowWriter : RowWriter
{
    /// <inheritdoc/>
    public override void Write(QueryRows rows, TextWriter output)
    {
        // The line under the header says which columns are numbers, so all rows have to be known before it.
        var table = rows.ToTable();
        WriteLine(output, table.Columns.Select(column => column.Name));
        WriteLine(output, table.Columns.Select((_, index) => IsNumeric(table, index) ? "---:" : "---"));
        foreach (var row in table.Rows) WriteLine(output, row.Select(value => value.ToString()));
    }

    private static bool IsNumeric(QueryTable table, int column) =>
        table.Rows.All(row => row[column].Text is null) && table.Rows.Any(row => row[column].IsNumber);

    private static void WriteLine(TextWriter output, IEnumerable<string> cells)
    {
        output.Write($"| {string.Join(" | ", cells.Select(Cell))} |");
        output.Write('\n');
    }

    private static string Cell(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "<br>", StringComparison.Ordinal);
}
