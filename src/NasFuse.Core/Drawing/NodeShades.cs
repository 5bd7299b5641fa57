using System.Globalization;
using NasFuse.Core.Architectures;

namespace NasFuse.Core.Drawing;

/// <summary>How strongly each node is shaded: by its measured latency where there is one, else by its MACs.</summary>
internal sealed class NodeShades
{
    private const double Strongest = 0.42;

    private readonly Dictionary<string, double> _values;
    private readonly Dictionary<string, NodeCost> _costs;
    private readonly IReadOnlyDictionary<string, double> _latencyMs;

    private NodeShades(Dictionary<string, double> values, Dictionary<string, NodeCost> costs, IReadOnlyDictionary<string, double> latencyMs) =>
        (_values, _costs, _latencyMs) = (values, costs, latencyMs);

    public static NodeShades Of(ArchitectureCost? cost, DrawingOptions options)
    {
        var costs = (cost?.Nodes ?? []).ToDictionary(node => node.Node.Id, StringComparer.Ordinal);
        var values = options.Marks is not null ? [] : options.LatencyMs.Count > 0 ? new Dictionary<string, double>(options.LatencyMs, StringComparer.Ordinal)
            : costs.ToDictionary(pair => pair.Key, pair => (double)pair.Value.Macs, StringComparer.Ordinal);
        return new NodeShades(values, costs, options.LatencyMs);
    }

    /// <summary>Opacity of a node's shade, 0..1: its share of the most expensive node's, by the square root because a few nodes often take most.</summary>
    public double Of(string id) => _values.TryGetValue(id, out var value) && value > 0 ? Strongest * Math.Sqrt(value / _values.Values.Max()) : 0;

    /// <summary>What is known of a node's cost, one line each with a line break in front.</summary>
    public string Describe(string id)
    {
        var latency = _latencyMs.TryGetValue(id, out var measured) ? string.Create(CultureInfo.InvariantCulture, $"\n{measured:0.000} ms measured") : "";
        if (!_costs.TryGetValue(id, out var cost)) return latency;
        var counted = cost.IsDeployed ? $"\n{Amount.Short(cost.Parameters)} parameters, {Amount.Short(cost.Macs)} multiply-accumulates" : "\ntraining only";
        return $"\nshape {cost.Shape}{counted}{latency}";
    }
}
