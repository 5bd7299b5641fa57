using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;

namespace NasFuse.Dashboard.Tests.Fixtures;

/// <summary>Evaluates a trial when the test lets it.</summary>
internal sealed class GatedEvaluator(SemaphoreSlim gate) : ITrialEvaluator
{
    public string Device => "cpu (2 threads)";

    public Trial Evaluate(TrialAssignment assignment, ITrialProgress progress, CancellationToken cancellation)
    {
        for (var epoch = 1; epoch <= 6; epoch++)
        {
            progress.Step(epoch, 5, 10, 1.25);
            if (epoch == 3) gate.Wait(cancellation);
            progress.Epoch(new EpochRecord(epoch, 1.0 / epoch, 0.1, 0.1 * epoch, 55, 1));
        }
        var trial = assignment.Trial;
        return trial with
        {
            State = TrialState.Complete, Epochs = 6, TrainSeconds = 6,
            Metrics = trial.Metrics.SetItem(MetricNames.MeanIou, 0.5 + 0.01 * trial.Number).SetItem(MetricNames.LatencyMs, 5 + trial.Number),
        };
    }

    public void Dispose()
    {
    }
}
