using NasFuse.Core.Architectures;

namespace NasFuse.Core.Drawing;

/// <summary>Finds chains of equal nodes: the same operator, scale and width, each read by nothing but the next, with nothing in between.</summary>
internal static class NodeRuns
{
    /// <summary>Ids of the nodes of every run in order; a node that is part of no chain is a run of one.</summary>
    public static IEnumerable<string[]> Of(Architecture architecture)
    {
        var readers = architecture.Nodes.SelectMany(node =>
            node.Inputs.Select(edge => edge.Source).Concat(node.SharedWith is { } shared ? [shared] : (string[])[]))
            .CountBy(id => id, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var runs = new Dictionary<string, List<ArchitectureNode>>(StringComparer.Ordinal);
        foreach (var node in architecture.Nodes)
        {
            if (node.Inputs is [{ Steps.IsEmpty: true, Port: null } edge] && readers[edge.Source] == 1 && runs.TryGetValue(edge.Source, out var run)
                && Continues(run[^1], node))
            {
                runs.Remove(edge.Source);
                run.Add(node);
                runs.Add(node.Id, run);
            }
            else runs.Add(node.Id, [node]);
        }
        return runs.Values.Select(run => run.Select(node => node.Id).ToArray());
    }

    private static bool Continues(ArchitectureNode before, ArchitectureNode node) =>
        node.Operator == before.Operator && node.Scale == before.Scale && node.Width == before.Width && node.Id != Architecture.OutputId
        && !before.IsTrainingHead && !node.IsTrainingHead && before.SharedWith is null && node.SharedWith is null;
}
