using NasFuse.Core.Studies.Queues;

namespace NasFuse.Cluster.Wire.Documents;

/// <summary>Who holds a trial. Changed by compare-and-set only; every change is a sign of life.</summary>
public sealed record OwnerDocument
{
    /// <summary>Id of the worker that holds it, or held it last.</summary>
    public required string Worker { get; init; }

    /// <summary>1-based number of its hold.</summary>
    public required int Lease { get; init; }

    /// <summary>Attempts that came to no end so far.</summary>
    public required int Failures { get; init; }

    /// <summary>True when the worker has let go of it.</summary>
    public required bool IsFree { get; init; }

    /// <summary>What ended the last failed attempt, or null.</summary>
    public string? Error { get; init; }

    /// <summary>Where the training can go on from, or null.</summary>
    public ArtefactKey? Checkpoint { get; init; }
}
