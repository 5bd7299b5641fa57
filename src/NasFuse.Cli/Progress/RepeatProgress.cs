using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Repeats;

namespace NasFuse.Cli.Progress;

/// <summary>One line per epoch and per end of a repeat. Thread-safe.</summary>
internal sealed class RepeatProgress(Terminal terminal) : IRepeatObserver
{
    private readonly Lock _lock = new();

    public void Started(Trial trial, Repeat repeat)
    {
        var what = repeat.Continues(trial) ? $"goes on from epoch {trial.Epochs}" : $"repeat {repeat.Index} begins, {repeat.Epochs} epochs";
        Say($"#{trial.Number} {(repeat.Attempts > 1 ? $"repeat {repeat.Index} goes on (attempt {repeat.Attempts})" : what)}");
    }

    public void Epoch(Repeat repeat, EpochRecord epoch)
    {
        var quality = epoch.MeanIou is { } miou ? $"mIoU {Show.Metric(MetricNames.MeanIou, miou)}" : "not evaluated";
        Say($"#{repeat.Trial} repeat {repeat.Index}  epoch {epoch.Epoch}/{repeat.Epochs}  {quality}");
    }

    public void Finished(Repeat repeat) => Say(repeat.State == TrialState.Complete
        ? $"#{repeat.Trial} repeat {repeat.Index} complete  mIoU "
            + Show.Metric(MetricNames.MeanIou, repeat.Metrics.GetValueOrDefault(MetricNames.MeanIou, double.NaN))
        : $"#{repeat.Trial} repeat {repeat.Index} {repeat.State.ToString().ToLowerInvariant()}: {repeat.Error}");

    private void Say(string line)
    {
        lock (_lock) terminal.Say(line);
    }
}
