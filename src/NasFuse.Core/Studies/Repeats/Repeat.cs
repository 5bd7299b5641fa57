using System.Collections.Immutable;

namespace NasFuse.Core.Studies.Repeats;

/// <summary>One more evaluation of a trial's architecture: with another seed, with more epochs, or the rest of a training that was pruned.</summary>
/// <remarks>Immutable; the store keeps the newest version under <see cref="Trial"/> and <see cref="Index"/>.</remarks>
public sealed record Repeat
{
    /// <summary>Number of the trial.</summary>
    public required int Trial { get; init; }

    /// <summary>1-based index among the trial's repeats.</summary>
    public required int Index { get; init; }

    /// <summary>Seed of everything random in it.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Number of the trial that evaluated it while the study searched (<see cref="Studies.Trial.RepeatOf"/>); null when it was added afterwards.</summary>
    public int? EvaluatedBy { get; init; }

    /// <summary>Epochs of its training: the full budget that it is evaluated at.</summary>
    public required int Epochs { get; init; }

    /// <summary>
    /// <see cref="TrialState.Running"/> until it ends <see cref="TrialState.Complete"/> or <see cref="TrialState.Failed"/>; one whose process ended first
    /// is still Running.
    /// </summary>
    public required TrialState State { get; init; }

    /// <summary>Times a worker began it.</summary>
    public int Attempts { get; init; }

    /// <summary>All measured values by metric name.</summary>
    public ImmutableSortedDictionary<string, double> Metrics { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>Intersection over union per class name, 0..1.</summary>
    public ImmutableSortedDictionary<string, double> ClassIou { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>Device that evaluated it.</summary>
    public string? Device { get; init; }

    /// <summary>How latency was measured.</summary>
    public string? LatencyBackend { get; init; }

    /// <summary>Message and cause, when it failed.</summary>
    public string? Error { get; init; }

    /// <summary>Seconds of training and validation.</summary>
    public double TrainSeconds { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? Finished { get; init; }

    /// <summary>Files that belong to it.</summary>
    public ImmutableArray<ArtefactReference> Artefacts { get; init; } = [];

    /// <summary>True when it goes on with the trial's own pruned training, in the trial's own folder.</summary>
    /// <param name="trial">The trial as stored.</param>
    public bool Continues(Trial trial) => trial.State == TrialState.Pruned && Seed == trial.Seed;
}
