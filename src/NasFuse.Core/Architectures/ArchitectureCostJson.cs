using System.Text.Json.Nodes;

namespace NasFuse.Core.Architectures;

/// <summary>An architecture file in the JSON form with id, size and costs added.</summary>
public static class ArchitectureCostJson
{
    /// <summary>The architecture with its costs; <c>shape</c> is <c>[C, H, W]</c>, costs are those of the deployed graph.</summary>
    public static JsonObject Of(ArchitectureCost cost) => new()
    {
        ["architectureId"] = ArchitectureId.Of(cost.Architecture),
        ["classes"] = cost.Architecture.Classes,
        ["size"] = new JsonArray(cost.Size.Height, cost.Size.Width),
        ["parameters"] = cost.Total.Parameters,
        ["macs"] = cost.Total.Macs,
        ["activationBytes"] = cost.Total.ActivationBytes,
        ["nodes"] = new JsonArray([.. cost.Nodes.Select(Of)]),
    };

    private static JsonObject Of(NodeCost cost)
    {
        var node = ArchitectureJson.Format(cost.Node);
        (node["parameters"], node["macs"]) = (cost.Parameters, cost.Macs);
        node["shape"] = new JsonArray(cost.Shape.Channels, cost.Shape.Height, cost.Shape.Width);
        return node;
    }
}
