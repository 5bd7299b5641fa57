using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace NasFuse.Core.Measurement;

/// <summary>What each node of an architecture takes of a forward pass, measured within the running network.</summary>
/// <remarks>
/// A node's time is that of its operator, its fusion and the align steps on its edges. The times do not add up to the network's: each is a median of its
/// own, and between the nodes the clock is read. Immutable and thread-safe; its JSON form is that of System.Text.Json.
/// </remarks>
public sealed record NodeLatencies
{
    /// <summary>Canonical id of the architecture.</summary>
    public required string ArchitectureId { get; init; }

    /// <summary>Median milliseconds of a pass by node id; nodes that do nothing (aliases, training-only heads) are left out.</summary>
    public required ImmutableSortedDictionary<string, double> NodesMs { get; init; }

    /// <summary>Median milliseconds of the whole network in the same session, without reading the clock in between.</summary>
    public required double WholeMs { get; init; }

    /// <summary>How it was measured: <c>torch 2.10 cpu fp32, 2 threads, batch 1, 180x240, median of 40</c>.</summary>
    public required string Backend { get; init; }

    /// <summary>Sum over the nodes, milliseconds.</summary>
    [JsonIgnore] public double SumMs => NodesMs.Values.Sum();

    /// <summary>What has to be said beside the numbers.</summary>
    [JsonIgnore] public string Remark =>
        FormattableString.Invariant($"Latency of each node in the running network ({Backend}). The nodes add up to {SumMs:0.00} ms, the whole network takes ")
        + FormattableString.Invariant($"{WholeMs:0.00} ms: medians do not add up (beside other work every pass is held up somewhere, each node rarely), ")
        + "and between nodes the clock is read.";
}
