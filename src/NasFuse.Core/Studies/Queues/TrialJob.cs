using System.Text.Json.Nodes;

namespace NasFuse.Core.Studies.Queues;

/// <summary>The study that a trial belongs to, for workers that serve several.</summary>
/// <param name="Key">What tells it from every other study that ever began.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Configuration">Its whole configuration with every default.</param>
public sealed record ServedStudy(string Key, string Name, JsonObject Configuration)
{
    /// <summary>What people call it where only a part of it is done: <c>'street' (latency on h200)</c>.</summary>
    public string Title { get; init; } = $"'{Name}'";
}

/// <summary>A trial on its way to a worker.</summary>
/// <param name="Trial">As stored when it was handed over.</param>
public sealed record TrialJob(Trial Trial)
{
    /// <summary>Attempts that may fail, by a lost worker or a lost engine, before the trial counts as failed.</summary>
    public const int MostFailures = 3;

    /// <summary>True when the worker should hear what was decided about an epoch before it begins the next.</summary>
    public bool AwaitsDecisions { get; init; }

    /// <summary>The study; null inside the controller's process, where there is one only.</summary>
    public ServedStudy? Study { get; init; }

    /// <summary>The trial as it is stored once a worker holds it.</summary>
    /// <param name="device">Device of the worker.</param>
    /// <param name="attempt">1-based number among the attempts since it was handed over.</param>
    public Trial Running(string device, int attempt) => Trial with { State = TrialState.Running, Device = device, Attempts = Trial.Attempts + attempt };
}
