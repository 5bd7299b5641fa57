using NasFuse.Core.Objectives;
using NasFuse.Storage.Queries;
using Spectre.Console;

namespace NasFuse.Cli.Rendering;

/// <summary>The rows of a query as an aligned table: numbers have their units, ids are cut as in other tables.</summary>
internal static class RowTable
{
    private static readonly string[] s_counts = [MetricNames.Parameters, MetricNames.Macs, MetricNames.ActivationBytes];

    public static Table Create(QueryTable rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        for (var i = 0; i < rows.Columns.Count; i++)
        {
            var column = new TableColumn(new Text(Title(rows.Columns[i])));
            var isNumeric = rows.Columns[i].Path[0] == "objectives" || rows.Rows.Any(row => row[i].IsNumber);
            table.AddColumn(isNumeric ? column.RightAligned().NoWrap() : column);
        }
        foreach (var row in rows.Rows) table.AddRow(row.Select((value, i) => new Text(Cell(rows.Columns[i], value))));
        return table;
    }

    /// <summary>Short names where the front's table has them too, so that the usual table fits a terminal; else the field's name.</summary>
    private static string Title(QueryColumn column) => column.Path switch
    {
        ["number"] => "#",
        ["architectureId"] => "id",
        ["objectives", var metric] => Show.Title(metric),
        [var name] when MetricOf(name) is { } metric => name.Replace($"objectives.{metric}", Show.Title(metric), StringComparison.Ordinal),
        [var name] => Show.Title(name),
        _ => column.Name,
    };

    /// <summary>The metric that <c>mean(objectives.miou)</c> is about, which is shown like the metric; null for anything else.</summary>
    private static string? MetricOf(string column) =>
        column.Split('(') is [not "count", var inner] && inner.StartsWith("objectives.", StringComparison.Ordinal) ? inner["objectives.".Length..^1] : null;

    private static string Cell(QueryColumn column, QueryValue value) =>
        value.IsNull ? "–"
        : column.Path is ["architectureId"] ? value.Text![..Math.Min(8, value.Text!.Length)]
        : !value.IsNumber ? value.Text!
        : column.Path[0] == "objectives" || s_counts.Contains(column.Path[0]) ? Show.Metric(column.Path[^1], value.Real)
        : MetricOf(column.Path[0]) is { } aggregated ? Show.Metric(aggregated, value.Real)
        : column.Path[0] == "classIou" ? Show.Metric(MetricNames.MeanIou, value.Real)
        : value.Whole is null ? FormattableString.Invariant($"{value.Real:G6}") : value.ToString();
}
