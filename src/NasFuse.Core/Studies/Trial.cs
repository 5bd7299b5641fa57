using System.Collections.Immutable;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.Studies.Repeats;

namespace NasFuse.Core.Studies;

/// <summary>A file that belongs to a trial, kept next to the database.</summary>
/// <param name="Kind">What it is: <c>weights</c>, <c>checkpoint</c> …</param>
/// <param name="Path">Path relative to the study's folder.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Sha256">Lower-case hexadecimal SHA-256 of the content.</param>
public sealed record ArtefactReference(string Kind, string Path, long Bytes, string Sha256);

/// <summary>What one epoch of a trial gave.</summary>
/// <param name="Epoch">1-based.</param>
/// <param name="Loss">Mean training loss.</param>
/// <param name="LearningRate">Rate at the end of the epoch.</param>
/// <param name="MeanIou">Validation mIoU 0..1, or null when it was not evaluated after this epoch.</param>
/// <param name="ImagesPerSecond">Training throughput.</param>
/// <param name="Seconds">Duration, training and validation.</param>
public sealed record EpochRecord(int Epoch, double Loss, double LearningRate, double? MeanIou, double ImagesPerSecond, double Seconds)
{
    /// <summary>Validation pixel accuracy 0..1, or null when it was not evaluated after this epoch.</summary>
    public double? PixelAccuracy { get; init; }

    /// <summary>Why a pruner ended the trial after this epoch, or null when it went on. Stored together with the epoch, so a decision is made once.</summary>
    public string? Pruned { get; init; }
}

/// <summary>One architecture under evaluation: what was proposed, what came out.</summary>
/// <remarks>Immutable; the store keeps the newest version under <see cref="Number"/>.</remarks>
public sealed record Trial
{
    /// <summary>0-based number within the study; the key.</summary>
    public required int Number { get; init; }

    /// <summary>Where it stands.</summary>
    public required TrialState State { get; init; }

    /// <summary>Canonical id of the architecture.</summary>
    public required string ArchitectureId { get; init; }

    /// <summary>Text form of the architecture.</summary>
    public required string Architecture { get; init; }

    /// <summary>The choices that led to it.</summary>
    public required Assignment Assignment { get; init; }

    /// <summary>Seed of everything random in it.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Trainable values of the deployed graph.</summary>
    public required long Parameters { get; init; }

    /// <summary>Multiply-accumulates of the deployed graph for one image.</summary>
    public required long Macs { get; init; }

    /// <summary>Peak activation bytes of the deployed graph for one image.</summary>
    public required long ActivationBytes { get; init; }

    /// <summary>All measured values by metric name: objectives and everything else that was measured.</summary>
    public ImmutableSortedDictionary<string, double> Metrics { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>Epochs trained so far.</summary>
    public int Epochs { get; init; }

    /// <summary>Device that evaluated it with its name, e.g. <c>cpu (2 threads)</c>.</summary>
    public string? Device { get; init; }

    /// <summary>How latency was measured: <c>torch 2.10 cpu fp32, 2 threads, batch 1, 180x240, median of 60</c>.</summary>
    public string? LatencyBackend { get; init; }

    /// <summary>Intersection over union per class name, 0..1; a class that is absent from ground truth and prediction is left out.</summary>
    public ImmutableSortedDictionary<string, double> ClassIou { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>Number of the trial whose results were taken over, when <see cref="TrialState.Duplicate"/>.</summary>
    public int? DuplicateOf { get; init; }

    /// <summary>Number of the trial whose architecture this one evaluates once more, with a seed of its own, or null; see <see cref="FrontPromotion"/>.</summary>
    public int? RepeatOf { get; init; }

    /// <summary>False when it only says something about the architecture of an earlier trial: a duplicate, or a repeat.</summary>
    public bool IsOriginal => State != TrialState.Duplicate && RepeatOf is null;

    /// <summary>
    /// Broken constraints, when <see cref="TrialState.Infeasible"/>; message and cause when <see cref="TrialState.Failed"/>; when and why when
    /// <see cref="TrialState.Pruned"/>.
    /// </summary>
    public string? Error { get; init; }

    /// <summary>Times a worker began it.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was proposed, UTC.</summary>
    public required DateTimeOffset Proposed { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? Finished { get; init; }

    /// <summary>Seconds of training and validation, all attempts.</summary>
    public double TrainSeconds { get; init; }

    /// <summary>Files that belong to it.</summary>
    public ImmutableArray<ArtefactReference> Artefacts { get; init; } = [];

    /// <summary>Further evaluations of its architecture, by index. Stores keep them apart and add them when a trial is read.</summary>
    public ImmutableArray<Repeat> Repeats { get; init; } = [];

    /// <summary>Evaluations that <see cref="RepeatedTrials.Averaged"/> has counted; 0 for a trial as stored.</summary>
    public int EvaluationCount { get; init; }

    /// <summary>
    /// Standard deviation of single evaluations by metric name, where <see cref="RepeatedTrials.Averaged"/> found at least two; empty for a trial as
    /// stored.
    /// </summary>
    public ImmutableSortedDictionary<string, double> Spread { get; init; } = ImmutableSortedDictionary<string, double>.Empty;
}
