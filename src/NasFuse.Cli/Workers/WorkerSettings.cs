using System.Collections.Immutable;
using NasFuse.Cluster.Leases;

namespace NasFuse.Cli.Workers;

/// <summary>What a worker was told on its command line.</summary>
internal sealed record WorkerSettings
{
    /// <summary>Its pool.</summary>
    public required string Pool { get; init; }

    /// <summary><c>auto</c>, <c>cpu</c> or <c>cuda:n</c>.</summary>
    public required string Device { get; init; }

    /// <summary>Classes that its device is given beside its kind and the parts of its name.</summary>
    public required ImmutableArray<string> Classes { get; init; }

    /// <summary>Trials at once.</summary>
    public required int Slots { get; init; }

    /// <summary>CPU threads of a trial, or null for what the study says.</summary>
    public int? Threads { get; init; }

    /// <summary>Where data sets lie here.</summary>
    public required LocalData Data { get; init; }

    /// <summary>Folder of the network that teaches, or null.</summary>
    public string? Teacher { get; init; }

    /// <summary>Folder for files of trials under way, or null for a temporary one.</summary>
    public string? Scratch { get; init; }

    /// <summary>How patient it is.</summary>
    public required WorkerTiming Timing { get; init; }

    /// <summary>Processors divided among the slots.</summary>
    public int ThreadShare => Threads ?? Math.Max(1, Environment.ProcessorCount / Slots);
}
