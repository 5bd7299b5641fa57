using NasFuse.Core.Architectures;

namespace NasFuse.Core.Differences;

/// <summary>What distinguishes two architectures, node by node and edge by edge. Names of nodes do not count. Immutable.</summary>
/// <param name="Older">What it is compared with.</param>
/// <param name="Newer">What is compared.</param>
/// <param name="Nodes">All nodes of both: the newer one's in its order, removed ones behind the node they stood behind.</param>
/// <param name="NewerIds">Ids of the older architecture's nodes with the ids of those that correspond in the newer one, the image included.</param>
public sealed record ArchitectureDifference(
    Architecture Older, Architecture Newer, IReadOnlyList<NodeChange> Nodes, IReadOnlyDictionary<string, string> NewerIds)
{
    /// <summary>Compares two architectures.</summary>
    /// <param name="older">A valid architecture.</param>
    /// <param name="newer">Another.</param>
    public static ArchitectureDifference Of(Architecture older, Architecture newer)
    {
        var newerIds = NodeMatching.Of(older, newer);
        var olderByNewer = older.Nodes.Where(node => newerIds.ContainsKey(node.Id)).ToDictionary(node => newerIds[node.Id], StringComparer.Ordinal);
        var changes = newer.Nodes.Select(node => NodeComparison.Of(olderByNewer.GetValueOrDefault(node.Id), node, newerIds)).ToList();
        InsertRemoved(older, newerIds, changes);
        return new ArchitectureDifference(older, newer, changes, newerIds);
    }

    /// <summary>True when nothing differs but names and the order of lines.</summary>
    public bool IsEmpty => Nodes.All(node => node.Kind == ChangeKind.Same);

    /// <summary>How many nodes differ in some way.</summary>
    public int Count(ChangeKind kind) => Nodes.Count(node => node.Kind == kind);

    /// <summary>How many edges differ in some way.</summary>
    public int CountEdges(ChangeKind kind) => Nodes.Sum(node => node.Edges.Count(edge => edge.Kind == kind));

    private static void InsertRemoved(Architecture older, IReadOnlyDictionary<string, string> newerIds, List<NodeChange> changes)
    {
        var at = 0;
        foreach (var node in older.Nodes)
        {
            if (newerIds.TryGetValue(node.Id, out var id))
                at = changes.FindIndex(change => change.Newer?.Id == id) + 1;
            else
                changes.Insert(at++, NodeComparison.Of(node, null, newerIds));
        }
    }
}
