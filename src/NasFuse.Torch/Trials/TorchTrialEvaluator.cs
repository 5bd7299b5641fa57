using System.Collections.Immutable;
using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;

using NasFuse.Core.Metrics;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;
using NasFuse.Torch.Measurement;
using NasFuse.Torch.Runtime;
using NasFuse.Torch.Training;

namespace NasFuse.Torch.Trials;

/// <summary>Evaluates trials with TorchSharp: latency first, then, when no constraint is broken by it, training and validation.</summary>
/// <remarks>One instance per worker; called by that worker's thread alone. All workers of a process share one <see cref="MeasurementGate"/>.</remarks>
public sealed class TorchTrialEvaluator : ITrialEvaluator
{
    /// <summary>File in a trial's folder that its training is saved in; deleted when the worker begins its next trial, because by then this one's end is stored.</summary>
    public const string CheckpointFile = TrialAssignment.CheckpointFile;

    private readonly EvaluationSettings _settings;
    private readonly Device _device;
    private readonly int _threads;
    private readonly TrialTiming _timing;
    private readonly Trainer _trainer;
    private string? _oldCheckpoint;

    /// <summary>Prepares a worker's device.</summary>
    /// <param name="settings">What all trials have in common.</param>
    /// <param name="device"><c>auto</c>, <c>cpu</c> or <c>cuda:n</c>.</param>
    /// <param name="threads">CPU threads of tensor operations.</param>
    /// <param name="gate">Keeps measurements undisturbed; shared by all workers of the process.</param>
    /// <param name="clock">Where time comes from.</param>
    /// <exception cref="UserErrorException">No such device, or it cannot train as specified.</exception>
    /// <exception cref="TorchUnavailableException">The native library cannot be loaded.</exception>
    public TorchTrialEvaluator(EvaluationSettings settings, string device, int threads, MeasurementGate gate, TimeProvider clock)
    {
        (_settings, _threads) = (settings, threads);
        _device = TorchRuntime.Resolve(device, new SourcePlace("workers.device"));
        Trainer.CheckPrecision(settings.Training, _device);
        var size = settings.Samples.Dataset.Size;
        var latency = settings.Latency with { Size = settings.Latency.Size ?? [size.Height, size.Width] };
        _timing = new TrialTiming(latency, new LatencyMeasurer(_device, threads, gate, clock));
        _trainer = new Trainer(_device, gate, clock, settings.Note);
        Device = TorchRuntime.Describe(_device, threads);
    }

    /// <inheritdoc/>
    public string Device { get; }

    /// <inheritdoc/>
    public Trial Evaluate(TrialAssignment assignment, ITrialProgress progress, CancellationToken cancellation)
    {
        TorchRuntime.UseThreads(_threads);
        if (_oldCheckpoint is not null) File.Delete(_oldCheckpoint);
        _oldCheckpoint = null;
        var trial = assignment.Trial with { Device = Device };
        try
        {
            // What a repeat measures counts whatever it is: leaving out what breaks a constraint by its noise would make the mean too good.
            var constraints = trial.RepeatOf is null ? _settings.Constraints : [];
            var timed = Time(assignment, trial, constraints);
            if (BrokenConstraints.Judge(timed, constraints) is { State: TrialState.Infeasible } tooSlow) return tooSlow;
            progress.Measured(timed.Metrics);
            var trained = TrainTimed(assignment, timed, progress, cancellation);
            return trained.State == TrialState.Pruned ? trained : BrokenConstraints.Judge(trained, constraints);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return trial with { State = TrialState.Failed, Error = TrialFailure.InWords(failure) };
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Everything native belongs to one trial and is freed with it.
    }

    private Trial Time(TrialAssignment assignment, Trial trial, ImmutableArray<Constraint> constraints)
    {
        var counted = trial with
        {
            Metrics = trial.Metrics.SetItems(
            [
                KeyValuePair.Create(MetricNames.Parameters, (double)trial.Parameters),
                KeyValuePair.Create(MetricNames.Macs, (double)trial.Macs),
                KeyValuePair.Create(MetricNames.ActivationBytes, (double)trial.ActivationBytes),
            ]),
        };
        if (!_settings.MeasuresLatency) return counted;
        var timed = TimeAgain(assignment, counted);
        // A disturbed measurement must not exclude a network that keeps its constraints.
        for (var session = 1; session < _settings.Latency.Sessions && BrokenConstraints.Judge(timed, constraints).State == TrialState.Infeasible; session++)
            timed = RepeatedTiming.Faster(timed, TimeAgain(assignment, counted));
        return timed;
    }

    private Trial TimeAgain(TrialAssignment assignment, Trial trial) => _timing.Time(trial, assignment.Architecture, MetricNames.LatencyMs);

    private Trial TrainTimed(TrialAssignment assignment, Trial timed, ITrialProgress progress, CancellationToken cancellation)
    {
        if (!_settings.MeasuresLatency) return Train(assignment, timed, progress, cancellation);
        var epochs = RepeatedTiming.EpochsOf(_settings.Latency.Sessions, _settings.Training.Epochs);
        var timing = new RepeatedTiming(timed, trial => TimeAgain(assignment, trial), epochs, progress);
        var trained = Train(assignment, timed, timing, cancellation);
        return trained with { Metrics = trained.Metrics.SetItems(timing.Timed.Metrics), LatencyBackend = timing.Timed.LatencyBackend };
    }

    private Trial Train(TrialAssignment assignment, Trial trial, ITrialProgress progress, CancellationToken cancellation)
    {
        var checkpoint = Path.Combine(assignment.Folder, CheckpointFile);
        if (trial.Attempts > 1 && !File.Exists(checkpoint)) _settings.Note($"trial {trial.Number} starts over: it has no checkpoint");
        var job = new TrainingJob(assignment.Architecture, _settings.Training, _settings.Samples, trial.Seed)
        {
            Checkpoint = checkpoint,
            Teacher = _settings.Teacher,
        };
        var result = _trainer.Train(job, progress, cancellation);
        var judged = WithResult(trial, result);
        // The checkpoint of a pruned trial stays, so that its training can go on one day.
        if (progress.ReasonToStop is { } reason) return judged with { State = TrialState.Pruned, Error = reason };
        var weights = _settings.SaveWeights(assignment, result.Weights.RestrictTo(assignment.Architecture.Lower(_settings.Samples.Dataset.Size).Deployed()));
        _oldCheckpoint = checkpoint;
        return judged with { State = TrialState.Complete, Artefacts = [.. trial.Artefacts.Where(artefact => artefact.Kind != weights.Kind), weights] };
    }

    private Trial WithResult(Trial trial, TrainingResult result) => trial with
    {
        Metrics = trial.Metrics.SetItems(
        [
            KeyValuePair.Create(MetricNames.MeanIou, result.Confusion.MeanIntersectionOverUnion),
            KeyValuePair.Create(MetricNames.PixelAccuracy, result.Confusion.PixelAccuracy),
        ]),
        ClassIou = ClassIou(result.Confusion),
        Epochs = result.History.Length,
        TrainSeconds = result.Seconds,
    };

    private ImmutableSortedDictionary<string, double> ClassIou(ConfusionMatrix confusion) =>
        _settings.Samples.Dataset.Classes
            .Select((c, id) => (c.Name, Iou: confusion.IntersectionOverUnion(id)))
            .Where(c => c.Iou is not null)
            .ToImmutableSortedDictionary(c => c.Name, c => c.Iou!.Value, StringComparer.Ordinal);
}
