using System.Collections.Immutable;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;

namespace NasFuse.Cluster.Wire.Documents;

/// <summary>A file that belongs to a result.</summary>
/// <param name="Kind">What it is: <c>weights</c> …</param>
/// <param name="Name">File name; the controller decides where it lies.</param>
/// <param name="Content">Where it is to be had.</param>
public sealed record ArtefactDocument(string Kind, string Name, ArtefactKey Content);

/// <summary>The result of a trial. The engine takes one per trial.</summary>
public sealed record ResultDocument
{
    private const int LongestError = 4000;

    /// <summary>Number of the protocol.</summary>
    public required int Protocol { get; init; }

    /// <summary>Id of the worker.</summary>
    public required string Worker { get; init; }

    /// <summary>Number of the trial.</summary>
    public required int Trial { get; init; }

    /// <summary>1-based number of the hold that recorded it.</summary>
    public required int Lease { get; init; }

    /// <summary>A final state.</summary>
    public required TrialState State { get; init; }

    /// <summary>All measured values.</summary>
    public required Dictionary<string, double> Metrics { get; init; }

    /// <summary>Intersection over union per class.</summary>
    public required Dictionary<string, double> ClassIou { get; init; }

    /// <summary>See <see cref="Trial.Error"/>.</summary>
    public string? Error { get; init; }

    /// <summary>Epochs trained.</summary>
    public required int Epochs { get; init; }

    /// <summary>Seconds of training and validation.</summary>
    public required double TrainSeconds { get; init; }

    /// <summary>Device that evaluated it.</summary>
    public string? Device { get; init; }

    /// <summary>How latency was measured.</summary>
    public string? LatencyBackend { get; init; }

    /// <summary>Its files.</summary>
    public required ImmutableArray<ArtefactDocument> Artefacts { get; init; }

    /// <summary>A checkpoint that nobody needs any more, or null.</summary>
    public ArtefactKey? Checkpoint { get; init; }

    /// <summary>What goes over the wire.</summary>
    public static ResultDocument Of(string worker, int trial, int lease, TrialOutcome outcome, ImmutableArray<ArtefactDocument> artefacts) => new()
    {
        Protocol = WireFormats.Protocol, Worker = worker, Trial = trial, Lease = lease, State = outcome.State,
        Metrics = outcome.Metrics.ToDictionary(StringComparer.Ordinal), ClassIou = outcome.ClassIou.ToDictionary(StringComparer.Ordinal),
        Error = outcome.Error is { Length: > LongestError } error ? $"{error[..LongestError]}…" : outcome.Error,
        Epochs = outcome.Epochs, TrainSeconds = outcome.TrainSeconds, Device = outcome.Device, LatencyBackend = outcome.LatencyBackend, Artefacts = artefacts,
    };

    /// <summary>As the rest of NasFuse has it.</summary>
    /// <param name="kept">Its files where the controller keeps them.</param>
    public TrialOutcome ToOutcome(ImmutableArray<ArtefactReference> kept) => new()
    {
        State = State, Metrics = Metrics.ToImmutableSortedDictionary(StringComparer.Ordinal),
        ClassIou = ClassIou.ToImmutableSortedDictionary(StringComparer.Ordinal),
        Error = Error, Epochs = Epochs, TrainSeconds = TrainSeconds, Device = Device, LatencyBackend = LatencyBackend, Artefacts = kept,
    };
}
