using System.Collections.Immutable;

namespace NasFuse.Core.Studies.Queues;

/// <summary>What an evaluation gave: the part of a trial that a worker knows better than the controller. Immutable.</summary>
public sealed record TrialOutcome
{
    /// <summary>A final state.</summary>
    public required TrialState State { get; init; }

    /// <summary>All measured values by metric name.</summary>
    public ImmutableSortedDictionary<string, double> Metrics { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>Intersection over union per class name, 0..1.</summary>
    public ImmutableSortedDictionary<string, double> ClassIou { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>See <see cref="Trial.Error"/>.</summary>
    public string? Error { get; init; }

    /// <summary>Epochs trained.</summary>
    public int Epochs { get; init; }

    /// <summary>Seconds of training and validation.</summary>
    public double TrainSeconds { get; init; }

    /// <summary>Device that evaluated it.</summary>
    public string? Device { get; init; }

    /// <summary>How latency was measured.</summary>
    public string? LatencyBackend { get; init; }

    /// <summary>Files that belong to it.</summary>
    public ImmutableArray<ArtefactReference> Artefacts { get; init; } = [];

    /// <summary>What a trial in its final state says.</summary>
    public static TrialOutcome Of(Trial finished) => new()
    {
        State = finished.State, Metrics = finished.Metrics, ClassIou = finished.ClassIou, Error = finished.Error, Epochs = finished.Epochs,
        TrainSeconds = finished.TrainSeconds, Device = finished.Device, LatencyBackend = finished.LatencyBackend, Artefacts = finished.Artefacts,
    };

    /// <summary>The end of a trial that gave nothing.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="error">Why.</param>
    public static TrialOutcome Failed(Trial trial, string error) => Of(trial with { State = TrialState.Failed, Error = error });

    /// <summary>The end of a trial that has had its attempts.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="last">What ended the last one.</param>
    public static TrialOutcome FailedTooOften(Trial trial, string? last) =>
        Failed(trial, $"{TrialJob.MostFailures} attempts came to no end; the last: {last}");

    /// <summary>The trial with this as its end.</summary>
    public Trial End(Trial trial) => trial with
    {
        State = State, Metrics = trial.Metrics.SetItems(Metrics), ClassIou = ClassIou, Error = Error, Epochs = Epochs, TrainSeconds = TrainSeconds,
        Device = Device, LatencyBackend = LatencyBackend ?? trial.LatencyBackend, Artefacts = Artefacts,
    };
}
