using NasFuse.Core.Objectives;
using NasFuse.Storage.Queries;
using Spectre.Console;

namespace NasFuse.Cli.Rendering;

/// <summary>The rows of a query as an aligned table: headers are the field names to query by, numbers have their units.</summary>
internal static class RowTable
{
    private static readonly string[] s_counts = [MetricNames.Parameters, MetricNames.Macs, MetricNames.ActivationBytes];

    public static Table Create(QueryTable rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        for (var i = 0; i < rows.Columns.Count; i++)
        {
            var column = new TableColumn(new Text(rows.Columns[i].Name)) { NoWrap = true };
            table.AddColumn(rows.Rows.Any(row => row[i].IsNumber) ? column.RightAligned() : column);
        }
        foreach (var row in rows.Rows) table.AddRow(row.Select((value, i) => new Text(Cell(rows.Columns[i], value))));
        return table;
    }

    private static string Cell(QueryColumn column, QueryValue value) =>
        value.IsNull ? "–"
        : !value.IsNumber ? value.Text!
        : column.Path[0] == "objectives" || s_counts.Contains(column.Path[0]) ? Show.Metric(column.Path[^1], value.Real)
        : column.Path[0] == "classIou" ? Show.Metric(MetricNames.MeanIou, value.Real)
        : value.Whole is null ? FormattableString.Invariant($"{value.Real:G6}") : value.ToString();
}
