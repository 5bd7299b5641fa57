using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NasFuse.Core.Objectives;

namespace NasFuse.Cluster.Wire.Documents;

/// <summary>A trial that a worker runs.</summary>
/// <param name="Study">Key of the study.</param>
/// <param name="Trial">Number of the trial.</param>
/// <param name="Lease">1-based number of the hold.</param>
/// <param name="Epoch">Epoch under way, 0 before the first.</param>
public sealed record RunningDocument(string Study, int Trial, int Lease, int Epoch);

/// <summary>Whether a worker serves a study.</summary>
/// <param name="Study">Key of the study.</param>
/// <param name="Refusal">Why not, or null when it does.</param>
public sealed record ServiceDocument(string Study, string? Refusal);

/// <summary>A worker and what it does.</summary>
public sealed record WorkerDocument
{
    /// <summary>Its id, unique among all that ever lived.</summary>
    public required string Worker { get; init; }

    /// <summary>Number of the protocol.</summary>
    public required int Protocol { get; init; }

    /// <summary>Version of NasFuse.</summary>
    public required string Version { get; init; }

    /// <summary>Name of its machine.</summary>
    public required string Host { get; init; }

    /// <summary>Id of its process.</summary>
    public required int ProcessId { get; init; }

    /// <summary>Its pool.</summary>
    public required string Pool { get; init; }

    /// <summary>Trials that it takes at once.</summary>
    public required int Slots { get; init; }

    /// <summary>Device as shown, e.g. <c>cpu (2 threads)</c>.</summary>
    public required string Device { get; init; }

    /// <summary>Name of the device's model.</summary>
    public required string DeviceName { get; init; }

    /// <summary>Further classes that its device was given.</summary>
    public required ImmutableArray<string> Classes { get; init; }

    /// <summary>Memory of the device, bytes, divided among its trials; 0 when it is unknown.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Version of the tensor library.</summary>
    public string? Torch { get; init; }

    /// <summary>Version of CUDA that its driver knows, or null for a CPU.</summary>
    public string? Cuda { get; init; }

    /// <summary>True when it takes no more trials.</summary>
    public required bool IsDraining { get; init; }

    /// <summary>What it runs.</summary>
    public required ImmutableArray<RunningDocument> Running { get; init; }

    /// <summary>Which studies of its pool it serves.</summary>
    public required ImmutableArray<ServiceDocument> Studies { get; init; }

    /// <summary>Fingerprints of the data sets that it has open.</summary>
    public required ImmutableArray<string> Datasets { get; init; }

    /// <summary>Memory that each of its trials may use, bytes; 0 when it is unknown.</summary>
    [JsonIgnore]
    public long TrialBytes => MemoryBytes / Slots;

    /// <summary>True when its device is of a class.</summary>
    public bool IsOfClass(string deviceClass) => DeviceClass.Includes(deviceClass, Device, DeviceName, Classes);
}
