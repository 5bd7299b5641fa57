using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;
using Spectre.Console;

namespace NasFuse.Cli.Rendering;

/// <summary>A table of trials, one row each: number, objectives, cost, fusions, architecture.</summary>
internal static class FrontTable
{
    public static Table Create(IReadOnlyList<Trial> trials, IReadOnlyList<Objective> objectives)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(new TableColumn("#").RightAligned());
        foreach (var objective in objectives) table.AddColumn(new TableColumn(Show.Title(objective.Name)).RightAligned().NoWrap());
        string[] costs = [.. new[] { MetricNames.Parameters, MetricNames.Macs }.Where(cost => objectives.All(objective => objective.Name != cost))];
        foreach (var cost in costs) table.AddColumn(new TableColumn(Show.Title(cost)).RightAligned().NoWrap());
        table.AddColumn("fusions").AddColumn("architecture");
        foreach (var trial in trials) table.AddRow([.. Cells(trial, objectives, costs).Select(cell => new Text(cell))]);
        return table;
    }

    private static IEnumerable<string> Cells(Trial trial, IReadOnlyList<Objective> objectives, string[] costs)
    {
        yield return trial.Number.ToString();
        foreach (var objective in objectives)
        {
            var value = trial.Metrics.GetValueOrDefault(objective.Name, double.NaN);
            yield return trial.Spread.TryGetValue(objective.Name, out var spread) && spread > 0 ? Show.Metric(objective.Name, value, spread)
                : objective.Name == MetricNames.LatencyMs ? Show.Latency(trial) : Show.Metric(objective.Name, value);
        }
        foreach (var cost in costs) yield return Show.Metric(cost, cost == MetricNames.Parameters ? trial.Parameters : trial.Macs);
        yield return Show.Fusions(trial);
        yield return trial.ArchitectureId[..8];
    }
}
