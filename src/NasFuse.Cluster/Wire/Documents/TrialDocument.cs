using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;

namespace NasFuse.Cluster.Wire.Documents;

/// <summary>A trial to evaluate, without the choices that led to it: a worker needs no search space.</summary>
public sealed record TrialDocument
{
    /// <summary>Number of the protocol.</summary>
    public required int Protocol { get; init; }

    /// <summary>Key of its study.</summary>
    public required string Study { get; init; }

    /// <summary>Its number.</summary>
    public required int Number { get; init; }

    /// <summary>Seed of everything random in it; a text, because most JSON readers lose digits of so large numbers.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public required ulong Seed { get; init; }

    /// <summary>Canonical id of the architecture.</summary>
    public required string ArchitectureId { get; init; }

    /// <summary>Text form of the architecture.</summary>
    public required string Architecture { get; init; }

    /// <summary>Trainable values.</summary>
    public required long Parameters { get; init; }

    /// <summary>Multiply-accumulates for one image.</summary>
    public required long Macs { get; init; }

    /// <summary>Peak activation bytes for one image.</summary>
    public required long ActivationBytes { get; init; }

    /// <summary>Memory of a device that it needs, bytes; 0 where that is not known.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>What is known before it begins.</summary>
    public required Dictionary<string, double> Metrics { get; init; }

    /// <summary>Number of the trial that it evaluates once more, or null.</summary>
    public int? RepeatOf { get; init; }

    /// <summary>Attempts before it was handed over.</summary>
    public required int Attempts { get; init; }

    /// <summary>When it was proposed.</summary>
    public required DateTimeOffset Proposed { get; init; }

    /// <summary>True when the worker should hear what was decided about an epoch before it begins the next.</summary>
    public required bool AwaitsDecisions { get; init; }

    /// <summary>What goes over the wire.</summary>
    public static TrialDocument Of(string study, TrialJob job) => new()
    {
        Protocol = WireFormats.Protocol, Study = study, Number = job.Trial.Number, Seed = job.Trial.Seed, ArchitectureId = job.Trial.ArchitectureId,
        Architecture = job.Trial.Architecture, Parameters = job.Trial.Parameters, Macs = job.Trial.Macs, ActivationBytes = job.Trial.ActivationBytes,
        Metrics = job.Trial.Metrics.ToDictionary(StringComparer.Ordinal), Attempts = job.Trial.Attempts, Proposed = job.Trial.Proposed,
        RepeatOf = job.Trial.RepeatOf, AwaitsDecisions = job.AwaitsDecisions,
    };

    /// <summary>The job as a worker sees it.</summary>
    public TrialJob ToJob(ServedStudy study) => new(new Trial
    {
        Number = Number, State = TrialState.Proposed, ArchitectureId = ArchitectureId, Architecture = Architecture, Assignment = Assignment.Empty,
        Seed = Seed, Parameters = Parameters, Macs = Macs, ActivationBytes = ActivationBytes, Attempts = Attempts, Proposed = Proposed,
        RepeatOf = RepeatOf, Metrics = Metrics.ToImmutableSortedDictionary(StringComparer.Ordinal),
    })
    {
        AwaitsDecisions = AwaitsDecisions, Study = study,
    };
}
