using NasFuse.Cli.CommandLine;
using NasFuse.Core.Analysis.Replays;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;
using NasFuse.Storage.Queries;
using Spectre.Console;

namespace NasFuse.Cli.Rendering;

/// <summary>A line per pruner: what it would have saved of a study, and what lost.</summary>
internal static class ReplayTable
{
    /// <summary>For people.</summary>
    public static Table Create(IEnumerable<(PrunerChoice Choice, ReplayedPruning Outcome)> outcomes)
    {
        var table = new Table { Border = TableBorder.Simple }.AddColumn("pruner");
        foreach (var title in (string[])["pruned", "epochs saved", "time saved", "front kept", "hypervolume kept", "share kept"])
            table.AddColumn(new TableColumn(title).RightAligned().NoWrap());
        foreach (var (choice, outcome) in outcomes)
        {
            table.AddRow(Cells(outcome).Prepend(choice.Text).Select(cell => new Text(cell)));
        }
        return table;
    }

    /// <summary>For programs: everything in plain numbers.</summary>
    public static QueryTable Rows(IEnumerable<(PrunerChoice Choice, ReplayedPruning Outcome)> outcomes) => QueryTable.Of(
        ["pruner", "pruned", "trials", "epochs", "keptEpochs", "seconds", "keptSeconds", "front", "keptFront", "hypervolume", "keptHypervolume"],
        outcomes.Select(pair => Values(pair.Outcome).Prepend(QueryValue.Of(pair.Choice.Text)).ToArray()));

    /// <summary><c>#7 at epoch 2: dominated, most likely by #3 (…); it reached mIoU 0.41</c></summary>
    public static string Line(ReplayedEnd end)
    {
        var reached = end.Trial.State != TrialState.Complete || !end.Trial.Metrics.TryGetValue(MetricNames.MeanIou, out var miou) ? ""
            : $"; it reached mIoU {Show.Metric(MetricNames.MeanIou, miou)}";
        return $"#{end.Trial.Number} at epoch {end.Epoch}: {end.Reason}{reached}";
    }

    private static IEnumerable<string> Cells(ReplayedPruning outcome) =>
    [
        $"{outcome.Ends.Length} of {outcome.Trials}", Percent(outcome.SavedEpochs), Percent(outcome.SavedSeconds), $"{outcome.KeptFront} of {outcome.Front}",
        FormattableString.Invariant($"{outcome.KeptHypervolume:F4} of {outcome.Hypervolume:F4}"), Percent(outcome.KeptShare),
    ];

    private static QueryValue[] Values(ReplayedPruning outcome) =>
    [
        Count(outcome.Ends.Length), Count(outcome.Trials), Count(outcome.Epochs), Count(outcome.KeptEpochs), QueryValue.Of(outcome.Seconds),
        QueryValue.Of(outcome.KeptSeconds), Count(outcome.Front), Count(outcome.KeptFront), QueryValue.Of(outcome.Hypervolume),
        QueryValue.Of(outcome.KeptHypervolume),
    ];

    private static string Percent(double share) => FormattableString.Invariant($"{100 * share:F1} %");

    private static QueryValue Count(int count) => QueryValue.Of((Int128)count);
}
