using System.Text;
using NasFuse.Core.Operators;

namespace NasFuse.Core.Architectures;

/// <summary>One input of a node: which node it comes from (−1 for the image), how it is aligned, and its position (0 everywhere under a commutative fusion).</summary>
internal readonly record struct StructureEdge(int Source, string Steps, int Position);

/// <summary>An architecture without names: labels and edges by index, aliases removed.</summary>
internal sealed class ArchitectureStructure
{
    private ArchitectureStructure(string[] labels, StructureEdge[][] inputs, int[] sharedWith)
    {
        (Labels, Inputs, SharedWith) = (labels, inputs, sharedWith);
        var consumers = labels.Select(_ => new List<StructureEdge>()).ToArray();
        for (var node = 0; node < inputs.Length; node++)
        {
            foreach (var edge in inputs[node])
            {
                if (edge.Source >= 0) consumers[edge.Source].Add(edge with { Source = node });
            }
        }
        Consumers = [.. consumers.Select(list => list.ToArray())];
    }

    /// <summary>What each node is, apart from its inputs.</summary>
    public string[] Labels { get; }

    /// <summary>Inputs of each node.</summary>
    public StructureEdge[][] Inputs { get; }

    /// <summary>Users of each node: <see cref="StructureEdge.Source"/> is the user.</summary>
    public StructureEdge[][] Consumers { get; }

    /// <summary>Node whose weights are shared, or −1.</summary>
    public int[] SharedWith { get; }

    public static ArchitectureStructure Of(Architecture architecture)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal) { [Architecture.ImageId] = -1 };
        List<string> labels = [];
        List<StructureEdge[]> inputs = [];
        List<int> shared = [];
        foreach (var node in architecture.Nodes)
        {
            if (IsAlias(node))
            {
                index[node.Id] = index[node.Inputs[0].Source];
                continue;
            }
            index[node.Id] = labels.Count;
            var fusion = node.Inputs.Length == 1 && node.Fusion is { IsIdentityOnOneInput: true } ? null : node.Fusion;
            var detail = node.DetailWeight is { } weight ? $" detail={weight}" : "";
            labels.Add($"{node.Scale} x{node.Width} = {node.Operator.Text} <- {fusion?.Text} aux={node.AuxiliaryWeight}{detail} out={node.Id == Architecture.OutputId}");
            inputs.Add([.. node.Inputs.Select((edge, i) => new StructureEdge(
                index[edge.Source], StepsOf(edge), fusion is { IsCommutative: true } ? 0 : i))]);
            shared.Add(node.SharedWith is { } other ? index[other] : -1);
        }
        return new ArchitectureStructure([.. labels], [.. inputs], [.. shared]);
    }

    /// <summary>True when swapping any two of the nodes changes nothing: same inputs, same users, no shared weights.</summary>
    public bool AreInterchangeable(int[] nodes)
    {
        if (nodes.Any(node => SharedWith[node] >= 0 || SharedWith.Contains(node))) return false;
        return nodes.Skip(1).All(node => Same(Inputs[node], Inputs[nodes[0]]) && Same(Consumers[node], Consumers[nodes[0]]));

        static bool Same(StructureEdge[] a, StructureEdge[] b) => a.Length == b.Length && Sorted(a).SequenceEqual(Sorted(b));
        static IEnumerable<StructureEdge> Sorted(StructureEdge[] edges) => edges.OrderBy(e => e.Source).ThenBy(e => e.Position).ThenBy(e => e.Steps, StringComparer.Ordinal);
    }

    /// <summary>Writes all nodes in the order of their (distinct) colours.</summary>
    public string Describe(ulong[] colours)
    {
        var order = Enumerable.Range(0, Labels.Length).ToArray();
        Array.Sort((ulong[])colours.Clone(), order);
        var rank = new int[order.Length];
        for (var i = 0; i < order.Length; i++) rank[order[i]] = i;

        var text = new StringBuilder();
        foreach (var node in order)
        {
            text.Append(Labels[node]);
            if (SharedWith[node] >= 0) text.Append(" share=").Append(rank[SharedWith[node]]);
            foreach (var edge in Inputs[node].OrderBy(e => e.Position).ThenBy(e => Rank(e.Source)).ThenBy(e => e.Steps, StringComparer.Ordinal))
                text.Append("; ").Append(Rank(edge.Source)).Append(edge.Steps);
            text.Append('\n');
        }
        return text.ToString();

        int Rank(int source) => source < 0 ? -1 : rank[source];
    }

    private static string StepsOf(Edge edge) => string.Concat(edge.Steps.Select(step => $">{step.Text}").Prepend(edge.Port is null ? "" : $".{edge.Port}"));

    private static bool IsAlias(ArchitectureNode node) =>
        node is { Operator: Identity, AuxiliaryWeight: null, DetailWeight: null, SharedWith: null, Inputs: [{ Steps.IsEmpty: true, Port: null }] }
        && node.Id != Architecture.OutputId
        && node.Fusion is null or { IsIdentityOnOneInput: true };
}
