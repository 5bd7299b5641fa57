using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Measurement;
using NasFuse.Core.Objectives;
using Spectre.Console;
using Size = NasFuse.Core.Graphs.Size;

namespace NasFuse.Cli.Rendering;

/// <summary>An architecture with what it costs, for programs and for people.</summary>
internal static class ArchitectureReport
{
    /// <summary>The architecture's text under a comment that says what it costs: again an architecture file.</summary>
    public static string Text(ArchitectureCost cost, string title) => $"// {title}\n// {Summary(cost)}\n{ArchitectureText.Format(cost.Architecture)}";

    /// <summary><c>0.31 M params, 45.2 M MACs at 180x240, peak activations 3.1 MiB</c></summary>
    public static string Summary(ArchitectureCost cost) => Summary(cost.Total, cost.Size);

    /// <summary>Parameters, MACs, shape per node, and latency where it was measured.</summary>
    public static Table NodeTable(ArchitectureCost cost, NodeLatencies? latencies)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("node").AddColumn("scale").AddColumn(new TableColumn("shape").RightAligned());
        foreach (var number in (string[])["params", "MACs", "share"]) table.AddColumn(new TableColumn(number).RightAligned());
        if (latencies is not null) table.AddColumn(new TableColumn("ms").RightAligned());
        foreach (var node in cost.Nodes) table.AddRow(Cells(node, cost.Total, latencies).Select(cell => new Text(cell)));
        return table;
    }

    private static string[] Cells(NodeCost node, GraphCost total, NodeLatencies? latencies) =>
    [
        node.Node.Id, node.Node.Scale.ToString(), FormattableString.Invariant($"{node.Shape.Channels}x{node.Shape.Height}x{node.Shape.Width}"),
        node.IsDeployed ? node.Parameters.ToString("N0") : "training only",
        node.IsDeployed ? Show.Millions(node.Macs) : "–",
        node.IsDeployed && total.Macs > 0 ? FormattableString.Invariant($"{100.0 * node.Macs / total.Macs:F1} %") : "–",
        .. latencies is null ? (string[])[] : [Ms(node.Node.Id, latencies)],
    ];

    private static string Ms(string id, NodeLatencies latencies) =>
        latencies.NodesMs.TryGetValue(id, out var latencyMs) ? FormattableString.Invariant($"{latencyMs:F3}") : "–";

    private static string Summary(GraphCost total, Size size) =>
        $"{Show.Millions(total.Parameters)} params, {Show.Millions(total.Macs)} MACs at {size}, "
        + $"peak activations {Show.Metric(MetricNames.ActivationBytes, total.ActivationBytes)}";
}
