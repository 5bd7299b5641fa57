using System.Diagnostics;
using NasFuse.Core.Objectives;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;

namespace NasFuse.Benchmarks.Farms;

/// <summary>Trains nothing: waits, reports epochs, and gives numbers that depend on the architecture and the seed alone. Goes on from a checkpoint.</summary>
/// <param name="shortestMs">Shortest time of a trial, milliseconds.</param>
/// <param name="longestMs">Longest time of a trial, milliseconds.</param>
/// <param name="epochs">Epochs of a trial.</param>
/// <param name="journal">Where beginnings and stops are noted, or null.</param>
/// <param name="isBusy">True to calculate instead of waiting.</param>
internal sealed class SleepingEvaluator(double shortestMs, double longestMs, int epochs, Journal? journal = null, bool isBusy = false) : ITrialEvaluator
{
    /// <summary>Begins the line that is noted for each evaluation; the trial's number follows.</summary>
    public const string Began = "began";

    public string Device => "cpu (asleep)";

    public Trial Evaluate(TrialAssignment assignment, ITrialProgress progress, CancellationToken cancellation)
    {
        var trial = assignment.Trial;
        journal?.Write($"{Began} {trial.Number}");
        var checkpoint = Path.Combine(assignment.Folder, TrialAssignment.CheckpointFile);
        var done = File.Exists(checkpoint) ? int.Parse(File.ReadAllText(checkpoint)) : 0;
        var total = shortestMs + (longestMs - shortestMs) * RandomStreams.Create(trial.Seed, "sleep").NextDouble();
        for (var epoch = 1; epoch <= epochs && progress.ReasonToStop is null; epoch++)
        {
            if (epoch > done)
            {
                if (total > 0) Spend(TimeSpan.FromMilliseconds(total / epochs), cancellation);
                if (cancellation.IsCancellationRequested) journal?.Write($"{StopLatency.Noted} {trial.Number} {Stopwatch.GetTimestamp()}");
                cancellation.ThrowIfCancellationRequested();
                if (total > 0) File.WriteAllText(checkpoint, $"{epoch}");
            }
            progress.Step(epoch, 1, 1, 1);
            progress.Epoch(new EpochRecord(epoch, 1.0 / epoch, 0.01, Miou(trial, epoch), 1, total / epochs / 1000));
        }
        return trial with
        {
            State = progress.ReasonToStop is null ? TrialState.Complete : TrialState.Pruned, Error = progress.ReasonToStop, Epochs = epochs, TrainSeconds = total / 1000,
            Metrics = trial.Metrics.SetItem(MetricNames.MeanIou, Miou(trial, epochs)), Device = Device,
        };
    }

    public void Dispose()
    {
        // Nothing is held.
    }

    private void Spend(TimeSpan time, CancellationToken cancellation)
    {
        if (!isBusy) cancellation.WaitHandle.WaitOne(time);
        for (var start = Stopwatch.GetTimestamp(); isBusy && !cancellation.IsCancellationRequested && Stopwatch.GetElapsedTime(start) < time;) Math.Sqrt(start);
    }

    private double Miou(Trial trial, int epoch) => RandomStreams.Create(trial.Seed, "quality").NextDouble() * epoch / epochs;
}
