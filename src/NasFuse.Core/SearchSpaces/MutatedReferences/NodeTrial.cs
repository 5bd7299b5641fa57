using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;

namespace NasFuse.Core.SearchSpaces.MutatedReferences;

/// <summary>Tries one node of an architecture alone: an architecture whose nodes all pass is valid as far as channels and scales go.</summary>
internal static class NodeTrial
{
    private static readonly Size s_size = new(256, 256);

    /// <summary>True when the node fits what it reads and what it shares weights with.</summary>
    /// <param name="places">The architecture's wiring.</param>
    /// <param name="node">Index of the node.</param>
    /// <param name="nodeAt">The nodes as they are now.</param>
    public static bool Passes(WidthPlaces places, int node, Func<int, ArchitectureNode> nodeAt)
    {
        var lowering = new NodeLowering(s_size);
        var tried = nodeAt(node);
        var made = new HashSet<int>();
        try
        {
            foreach (var sharer in places.SharerOf(node))
            {
                if (!SharesWeights(tried, nodeAt(sharer))) return false;
                Prepare(sharer);
                lowering.Lower(nodeAt(sharer));
                made.Add(sharer);
            }
            Prepare(node);
            lowering.Lower(tried);
            return true;
        }
        catch (ShapeException)
        {
            return false;
        }

        void Prepare(int reader)
        {
            foreach (var edge in nodeAt(reader).Inputs.OrderBy(edge => edge.Port is null))
            {
                var source = places.IndexOf(edge.Source);
                if (source < 0 || !made.Add(source)) continue;
                if (edge.Port is null)
                {
                    lowering.Assume(nodeAt(source));
                    continue;
                }
                foreach (var behind in places.SourcesOf(source).Where(made.Add)) lowering.Assume(nodeAt(behind));
                lowering.Lower(nodeAt(source));
            }
        }
    }

    private static bool SharesWeights(ArchitectureNode node, ArchitectureNode other) =>
        node.Operator == other.Operator && node.Width == other.Width && node.Fusion == other.Fusion
        && node.Inputs.Length == other.Inputs.Length && node.Inputs.Zip(other.Inputs).All(pair => pair.First.Steps.SequenceEqual(pair.Second.Steps));
}
