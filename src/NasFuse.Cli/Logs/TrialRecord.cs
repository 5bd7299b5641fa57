using System.Globalization;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Studies;
using Spectre.Console;

namespace NasFuse.Cli.Logs;

/// <summary>What is stored about a trial, for people.</summary>
internal static class TrialRecord
{
    private static readonly string[] s_titles = ["epoch", "loss", "learning rate", "mIoU", "pixel acc.", "images/s", "seconds"];

    /// <summary>State, times, results, and why it ended as it did.</summary>
    public static IEnumerable<string> Lines(StoredStudy study, Trial trial)
    {
        yield return $"study {study.Name}: {StudyLines.Ended(trial, study.Manifest.Objectives)}";
        yield return $"architecture {trial.ArchitectureId}, {Show.Millions(trial.Parameters)} parameters, {Show.Millions(trial.Macs)} MACs";
        var ended = trial.Finished is { } finished ? $", ended {Time(finished)}" : "";
        var attempts = trial.Attempts == 0 ? "not begun yet" : $"{trial.Attempts} attempt{(trial.Attempts == 1 ? "" : "s")} on {trial.Device}";
        yield return $"proposed {Time(trial.Proposed)}{ended}; {attempts}";
        if (trial.Metrics.Count > 0) yield return string.Join(", ", trial.Metrics.Select(metric => $"{metric.Key} {Show.Metric(metric.Key, metric.Value)}"));
        foreach (var repeat in trial.Repeats) yield return $"repeat {repeat.Index}: {repeat.State.ToString().ToLowerInvariant()}";
        foreach (var artefact in trial.Artefacts) yield return $"{artefact.Kind}: {artefact.Path}, {artefact.Bytes / 1024.0:F1} KiB";
    }

    /// <summary>One row per epoch.</summary>
    public static Table Epochs(IReadOnlyList<EpochRecord> epochs)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var title in s_titles) table.AddColumn(new TableColumn(title).RightAligned());
        foreach (var epoch in epochs)
        {
            table.AddRow(
                $"{epoch.Epoch}", Number(epoch.Loss, "F4"), Number(epoch.LearningRate, "G3"), Number(epoch.MeanIou, "F3"), Number(epoch.PixelAccuracy, "F3"),
                Number(epoch.ImagesPerSecond, "F0"), Number(epoch.Seconds, "F1"));
        }
        return table;
    }

    private static string Number(double? value, string format) => value is { } number ? number.ToString(format, CultureInfo.InvariantCulture) : "–";

    private static string Time(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z";
}
