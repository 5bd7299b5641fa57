using Microsoft.Extensions.Logging;
using NasFuse.Core.Studies;

namespace NasFuse.Cli.Progress;

/// <summary>Writes events to the study's log; every event carries the trial's number.</summary>
internal sealed class LogObserver(ILogger<LogObserver> log) : IStudyObserver
{
    public void Began(Study study, IReadOnlyList<Trial> existing) =>
        log.LogInformation("Study {Study} begins with {Existing} stored trials, seed {Seed}", study.Name, existing.Count, study.Seed);

    public void Proposed(Trial trial) =>
        log.LogInformation(
            "Trial {TrialNumber} proposed as {State}: {ArchitectureId}, {Parameters} parameters, {Macs} MACs",
            trial.Number, trial.State, trial.ArchitectureId, trial.Parameters, trial.Macs);

    public void Started(Trial trial) =>
        log.LogInformation("Trial {TrialNumber} started on {Device}, attempt {Attempt}", trial.Number, trial.Device, trial.Attempts);

    public void Step(int trialNumber, int epoch, int step, int steps, double loss) =>
        log.LogTrace("Trial {TrialNumber} epoch {Epoch} step {Step}/{Steps} loss {Loss}", trialNumber, epoch, step, steps, loss);

    public void Epoch(int trialNumber, EpochRecord epoch) =>
        log.LogInformation(
            "Trial {TrialNumber} epoch {Epoch} loss {Loss:F4} mIoU {MeanIou:F4} {ImagesPerSecond:F0} images/s",
            trialNumber, epoch.Epoch, epoch.Loss, epoch.MeanIou, epoch.ImagesPerSecond);

    public void Finished(Trial trial)
    {
        if (trial.State == TrialState.Failed) log.LogError("Trial {TrialNumber} failed: {Error}", trial.Number, trial.Error);
        else if (trial.State == TrialState.Pruned) log.LogInformation("Trial {TrialNumber} pruned {Reason}", trial.Number, trial.Error);
        else log.LogInformation("Trial {TrialNumber} ended as {State} with {@Metrics}", trial.Number, trial.State, trial.Metrics.ToDictionary());
    }
}
