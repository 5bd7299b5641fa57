using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;
using Spectre.Console;

namespace NasFuse.Cli.Rendering;

/// <summary>A table of trials, one row each: number, objectives, cost, fusions, architecture.</summary>
internal static class FrontTable
{
    public static Table Create(IReadOnlyList<Trial> trials, IReadOnlyList<Objective> objectives)
    {
        var (titles, rows) = Of(trials, objectives);
        var table = new Table { Border = TableBorder.Simple };
        for (var i = 0; i < titles.Count; i++)
        {
            var column = new TableColumn(titles[i]);
            table.AddColumn(i >= titles.Count - 2 ? column : i == 0 ? column.RightAligned() : column.RightAligned().NoWrap());
        }
        foreach (var row in rows) table.AddRow(row.Select(cell => new Text(cell)));
        return table;
    }

    /// <summary>Titles and cells for any kind of table; all columns but the last two hold numbers.</summary>
    public static (IReadOnlyList<string> Titles, IReadOnlyList<string[]> Rows) Of(IReadOnlyList<Trial> trials, IReadOnlyList<Objective> objectives)
    {
        string[] costs = [.. new[] { MetricNames.Parameters, MetricNames.Macs }.Where(cost => objectives.All(objective => objective.Name != cost))];
        string[] titles = ["#", .. objectives.Select(objective => Show.Title(objective.Name)), .. costs.Select(Show.Title), "fusions", "architecture"];
        return (titles, [.. trials.Select(trial => Cells(trial, objectives, costs).ToArray())]);
    }

    private static IEnumerable<string> Cells(Trial trial, IReadOnlyList<Objective> objectives, string[] costs)
    {
        yield return trial.Number.ToString();
        foreach (var objective in objectives)
        {
            var value = trial.Metrics.GetValueOrDefault(objective.Name, double.NaN);
            yield return trial.Spread.TryGetValue(objective.Name, out var spread) && spread > 0 ? Show.Metric(objective.Name, value, spread)
                : MetricNames.IsLatency(objective.Name) ? Show.Latency(trial, objective.Name) : Show.Metric(objective.Name, value);
        }
        foreach (var cost in costs) yield return Show.Metric(cost, cost == MetricNames.Parameters ? trial.Parameters : trial.Macs);
        yield return Show.Fusions(trial);
        yield return trial.ArchitectureId[..8];
    }
}
