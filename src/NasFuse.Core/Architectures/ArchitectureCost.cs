using NasFuse.Core.Graphs;

namespace NasFuse.Core.Architectures;

/// <summary>What one node of an architecture adds to the cost of the whole, its edges and fusion included.</summary>
/// <param name="Node">The node.</param>
/// <param name="Shape">Shape of its output, <c>[C, H, W]</c>.</param>
/// <param name="Parameters">Trainable values of the deployed graph; 0 where the weights are another node's.</param>
/// <param name="Macs">Multiply-accumulates of the deployed graph for one image.</param>
/// <param name="IsDeployed">False for nodes that only training sees.</param>
public sealed record NodeCost(ArchitectureNode Node, TensorShape Shape, long Parameters, long Macs, bool IsDeployed);

/// <summary>Cost of an architecture at one image size, node by node. Immutable.</summary>
/// <param name="Architecture">The architecture.</param>
/// <param name="Size">The image size.</param>
/// <param name="Total">Cost of the deployed graph.</param>
/// <param name="Nodes">Nodes in the architecture's order; their parameters and MACs add up to the total's.</param>
public sealed record ArchitectureCost(Architecture Architecture, Size Size, GraphCost Total, IReadOnlyList<NodeCost> Nodes)
{
    /// <summary>Counts an architecture.</summary>
    /// <param name="architecture">A valid architecture.</param>
    /// <param name="size">Image size.</param>
    public static ArchitectureCost Of(Architecture architecture, Size size)
    {
        var graph = architecture.Lower(size).Deployed();
        var byNode = graph.Nodes.ToLookup(primitive => primitive.Name.Split('/')[0], StringComparer.Ordinal);
        var needed = Needed(architecture);
        var nodes = architecture.Nodes.Select(node => CostOf(node, size, graph, [.. byNode[node.Id]], needed.Contains(node.Id)));
        return new ArchitectureCost(architecture, size, GraphCost.Of(graph), [.. nodes]);
    }

    private static NodeCost CostOf(ArchitectureNode node, Size size, Graph graph, GraphNode[] primitives, bool isDeployed)
    {
        var at = node.Scale.Apply(size);
        var parameters = node.SharedWith is null ? primitives.Sum(primitive => primitive.Parameters.Where(p => p.Trainable).Sum(p => p.Count)) : 0;
        return new NodeCost(node, new TensorShape(node.Width, at.Height, at.Width), parameters, primitives.Sum(primitive => GraphCost.MacsOf(graph, primitive)), isDeployed);
    }

    /// <summary>Ids of the nodes that the output needs; also nodes without primitives (aliases) are found so.</summary>
    private static HashSet<string> Needed(Architecture architecture)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal) { Architecture.OutputId };
        foreach (var node in architecture.Nodes.Reverse())
        {
            if (needed.Contains(node.Id)) needed.UnionWith(node.Inputs.Select(edge => edge.Source));
        }
        return needed;
    }
}
