using System.Text.Json.Nodes;
using NasFuse.Core.Measurement;

namespace NasFuse.Core.Architectures;

/// <summary>An architecture file in the JSON form with id, size and costs added.</summary>
public static class ArchitectureCostJson
{
    /// <summary>The architecture with its costs; <c>shape</c> is <c>[C, H, W]</c>, costs are those of the deployed graph.</summary>
    /// <param name="cost">The costs.</param>
    /// <param name="latencies">What was measured of its nodes, or null.</param>
    public static JsonObject Of(ArchitectureCost cost, NodeLatencies? latencies = null)
    {
        var json = new JsonObject
        {
            ["architectureId"] = ArchitectureId.Of(cost.Architecture),
            ["classes"] = cost.Architecture.Classes,
            ["size"] = new JsonArray(cost.Size.Height, cost.Size.Width),
            ["parameters"] = cost.Total.Parameters,
            ["macs"] = cost.Total.Macs,
            ["activationBytes"] = cost.Total.ActivationBytes,
        };
        if (latencies is not null)
            json["latency"] = new JsonObject { ["backend"] = latencies.Backend, ["wholeMs"] = latencies.WholeMs, ["sumOfNodesMs"] = latencies.SumMs };
        json["nodes"] = new JsonArray([.. cost.Nodes.Select(node => Of(node, latencies))]);
        return json;
    }

    private static JsonObject Of(NodeCost cost, NodeLatencies? latencies)
    {
        var node = ArchitectureJson.Format(cost.Node);
        (node["parameters"], node["macs"]) = (cost.Parameters, cost.Macs);
        if (latencies?.NodesMs.TryGetValue(cost.Node.Id, out var latencyMs) == true) node["latencyMs"] = latencyMs;
        node["shape"] = new JsonArray(cost.Shape.Channels, cost.Shape.Height, cost.Shape.Width);
        return node;
    }
}
