using NasFuse.Core.Objectives;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;

namespace NasFuse.Benchmarks.Farms;

/// <summary>Trains nothing: waits, reports epochs, and gives numbers that depend on the architecture and the seed alone. Goes on from a checkpoint.</summary>
/// <param name="shortestMs">Shortest time of a trial, milliseconds.</param>
/// <param name="longestMs">Longest time of a trial, milliseconds.</param>
/// <param name="epochs">Epochs of a trial.</param>
internal sealed class SleepingEvaluator(double shortestMs, double longestMs, int epochs) : ITrialEvaluator
{
    public string Device => "cpu (asleep)";

    public Trial Evaluate(TrialAssignment assignment, ITrialProgress progress, CancellationToken cancellation)
    {
        var trial = assignment.Trial;
        var checkpoint = Path.Combine(assignment.Folder, TrialAssignment.CheckpointFile);
        var done = File.Exists(checkpoint) ? int.Parse(File.ReadAllText(checkpoint)) : 0;
        var total = shortestMs + (longestMs - shortestMs) * RandomStreams.Create(trial.Seed, "sleep").NextDouble();
        for (var epoch = 1; epoch <= epochs && progress.ReasonToStop is null; epoch++)
        {
            if (epoch > done)
            {
                if (total > 0) cancellation.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(total / epochs));
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

    private double Miou(Trial trial, int epoch) => RandomStreams.Create(trial.Seed, "quality").NextDouble() * epoch / epochs;
}
