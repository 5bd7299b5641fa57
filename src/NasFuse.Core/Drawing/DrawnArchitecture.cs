using System.Collections.Immutable;
using System.Globalization;
using NasFuse.Core.Architectures;
using NasFuse.Core.Measurement;

namespace NasFuse.Core.Drawing;

/// <summary>What is drawn of an architecture: every node, or runs of equal nodes as one; with what each costs.</summary>
internal sealed class DrawnArchitecture
{
    private readonly Dictionary<string, string[]> _members;
    private readonly Dictionary<string, NodeCost> _costs;
    private readonly Dictionary<string, double> _latencyMs;
    private readonly Dictionary<string, string> _lines;

    /// <summary>Chooses what is drawn.</summary>
    /// <param name="whole">The architecture.</param>
    /// <param name="cost">Its cost, or null when none is shown.</param>
    /// <param name="options">Whether runs are folded; what latency was measured.</param>
    public DrawnArchitecture(Architecture whole, ArchitectureCost? cost, DrawingOptions options)
    {
        (Whole, Cost) = (whole, cost);
        _members = (options.Fold ? NodeRuns.Of(whole) : whole.Nodes.Select(node => (string[])[node.Id])).ToDictionary(run => run[^1], StringComparer.Ordinal);
        Nodes = Fold(whole);
        var costs = (cost?.Nodes ?? []).ToDictionary(node => node.Node.Id, StringComparer.Ordinal);
        _costs = cost is null ? [] : _members.ToDictionary(run => run.Key, run => Sum(run.Value, costs), StringComparer.Ordinal);
        Latencies = options.Latencies;
        var measured = options.Latencies?.NodesMs ?? ImmutableSortedDictionary<string, double>.Empty;
        _latencyMs = _members.Where(run => run.Value.Any(measured.ContainsKey))
            .ToDictionary(run => run.Key, run => run.Value.Sum(id => measured.GetValueOrDefault(id)), StringComparer.Ordinal);
        _lines = whole.Nodes.ToDictionary(node => node.Id, node => ArchitectureText.Format(node), StringComparer.Ordinal);
    }

    /// <summary>The architecture, nothing folded.</summary>
    public Architecture Whole { get; }

    /// <summary>Cost of the whole, or null when none is shown.</summary>
    public ArchitectureCost? Cost { get; }

    /// <summary>The nodes that are drawn; a run has the id of its last node and the inputs of its first.</summary>
    public Architecture Nodes { get; }

    /// <summary>Measured latencies, or null when there are none.</summary>
    public NodeLatencies? Latencies { get; }

    /// <summary>True when any latency was measured.</summary>
    public bool HasLatency => _latencyMs.Count > 0;

    /// <summary>Ids of the nodes that a drawn one stands for.</summary>
    public IReadOnlyList<string> MembersOf(string id) => _members.TryGetValue(id, out var members) ? members : [id];

    /// <summary>Cost of a drawn node, or null when none is shown.</summary>
    public NodeCost? CostOf(string id) => _costs.GetValueOrDefault(id);

    /// <summary>Measured latency of a drawn node, milliseconds, or null when it was not measured.</summary>
    public double? LatencyMsOf(string id) => _latencyMs.TryGetValue(id, out var latency) ? latency : null;

    /// <summary>All that is known of a drawn node, one line each.</summary>
    public string Describe(string id)
    {
        if (id == Architecture.ImageId) return id;
        var text = string.Join('\n', MembersOf(id).Select(member => _lines[member]));
        if (CostOf(id) is { } cost)
        {
            var counted = cost.IsDeployed ? $"{Amount.Short(cost.Parameters)} parameters, {Amount.Short(cost.Macs)} multiply-accumulates" : "training only";
            text += $"\nshape {cost.Shape}\n{counted}";
        }
        return LatencyMsOf(id) is { } latency ? string.Create(CultureInfo.InvariantCulture, $"{text}\n{latency:0.000} ms measured") : text;
    }

    private Architecture Fold(Architecture whole)
    {
        var inputs = whole.Nodes.ToDictionary(node => node.Id, StringComparer.Ordinal);
        return new Architecture(
        [
            .. whole.Nodes.Where(node => _members.ContainsKey(node.Id))
                .Select(last => last with { Fusion = inputs[_members[last.Id][0]].Fusion, Inputs = inputs[_members[last.Id][0]].Inputs }),
        ]);
    }

    private static NodeCost Sum(string[] members, Dictionary<string, NodeCost> costs) =>
        costs[members[^1]] with { Parameters = members.Sum(id => costs[id].Parameters), Macs = members.Sum(id => costs[id].Macs) };
}
