using NasFuse.Core.Architectures;

namespace NasFuse.Core.Drawing;

/// <summary>How strongly each node is shaded: by its measured latency where there is one, else by its MACs. Comparisons shade nothing.</summary>
internal sealed class NodeShades
{
    private const double Strongest = 0.42;

    private readonly Dictionary<string, double> _values;
    private readonly double _most;

    public NodeShades(DrawnArchitecture drawn, DrawingOptions options)
    {
        _values = (options.Marks is null ? drawn.Nodes.Nodes : []).ToDictionary(node => node.Id, node => ValueOf(drawn, node), StringComparer.Ordinal);
        _most = _values.Values.DefaultIfEmpty().Max();
    }

    /// <summary>Opacity of a node's shade, 0..1: its share of the most expensive node's, by the square root because a few nodes often take most.</summary>
    public double Of(string id) => _values.TryGetValue(id, out var value) && value > 0 ? Strongest * Math.Sqrt(value / _most) : 0;

    private static double ValueOf(DrawnArchitecture drawn, ArchitectureNode node) =>
        (drawn.HasLatency ? drawn.LatencyMsOf(node.Id) : drawn.CostOf(node.Id)?.Macs) ?? 0;
}
