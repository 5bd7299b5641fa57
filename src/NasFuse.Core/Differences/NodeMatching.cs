using NasFuse.Core.Architectures;

namespace NasFuse.Core.Differences;

/// <summary>
/// Finds which nodes of two architectures correspond: by what they compute and how they are connected, by names only where nothing else decides.
/// </summary>
/// <remarks>
/// Nodes with the same computation from the image on are paired first. The rest is paired by likeness in rounds: a pair is made where each is the other's
/// best, and every pair makes its neighbours more alike. Nodes of different scales never correspond.
/// </remarks>
internal sealed class NodeMatching
{
    /// <summary>Less likeness than this is none: about the same scale and width, but neither operator nor neighbours.</summary>
    private const double LeastLikeness = 3;

    private readonly NodeSurroundings _older;
    private readonly NodeSurroundings _newer;
    private readonly Dictionary<string, string> _newerOf = new(StringComparer.Ordinal) { [Architecture.ImageId] = Architecture.ImageId };

    private NodeMatching(Architecture older, Architecture newer) => (_older, _newer) = (new NodeSurroundings(older), new NodeSurroundings(newer));

    /// <summary>Ids of the older architecture's nodes with those of the newer one's that correspond, the image included.</summary>
    public static IReadOnlyDictionary<string, string> Of(Architecture older, Architecture newer)
    {
        var matching = new NodeMatching(older, newer);
        matching.MatchSameComputation();
        matching._newerOf[Architecture.OutputId] = Architecture.OutputId;
        while (matching.MatchMutualBest())
        {
        }
        return matching._newerOf;
    }

    private void MatchSameComputation()
    {
        var byComputation = _newer.Nodes.ToLookup(node => _newer.ComputationOf(node.Id), StringComparer.Ordinal);
        foreach (var same in _older.Nodes.GroupBy(node => _older.ComputationOf(node.Id), StringComparer.Ordinal))
        {
            var candidates = byComputation[same.Key].ToList();
            foreach (var node in same.OrderBy(node => !candidates.Exists(candidate => candidate.Id == node.Id)))
            {
                if ((candidates.Find(candidate => candidate.Id == node.Id) ?? candidates.FirstOrDefault()) is not { } match) break;
                _newerOf[node.Id] = match.Id;
                candidates.Remove(match);
            }
        }
    }

    private bool MatchMutualBest()
    {
        var taken = _newerOf.Values.ToHashSet(StringComparer.Ordinal);
        var older = _older.Nodes.Where(node => !_newerOf.ContainsKey(node.Id)).ToArray();
        var newer = _newer.Nodes.Where(node => !taken.Contains(node.Id)).ToArray();
        var bestOlder = new (double Likeness, ArchitectureNode? Node)[newer.Length];
        var bestNewer = older.Select(node => BestOf(node, newer, bestOlder)).ToArray();
        var found = false;
        for (var i = 0; i < older.Length; i++)
        {
            if (bestNewer[i] < 0 || bestOlder[bestNewer[i]].Node != older[i]) continue;
            _newerOf[older[i].Id] = newer[bestNewer[i]].Id;
            found = true;
        }
        return found;
    }

    /// <summary>Index of the most similar newer node, or −1; notes for each newer node which older one is most similar so far.</summary>
    private int BestOf(ArchitectureNode node, ArchitectureNode[] newer, (double Likeness, ArchitectureNode? Node)[] bestOlder)
    {
        var (best, bestLikeness) = (-1, LeastLikeness);
        for (var j = 0; j < newer.Length; j++)
        {
            var likeness = Likeness(node, newer[j]);
            if (likeness > bestLikeness) (best, bestLikeness) = (j, likeness);
            if (likeness > bestOlder[j].Likeness) bestOlder[j] = (likeness, node);
        }
        return best;
    }

    private double Likeness(ArchitectureNode older, ArchitectureNode newer)
    {
        if (older.Scale != newer.Scale || older.IsTrainingHead != newer.IsTrainingHead) return 0;
        if (older.Id == Architecture.OutputId || newer.Id == Architecture.OutputId) return 0;
        var depth = Math.Abs(_older.DepthOf(older.Id) - _newer.DepthOf(newer.Id));
        return (older.Operator == newer.Operator ? 2 : older.Operator.GetType() == newer.Operator.GetType() ? 1 : 0)
            + (older.Width == newer.Width ? 1 : 0)
            + (older.Fusion == newer.Fusion ? 1 : 0)
            + 3 * Overlap(_older.SourcesOf(older.Id), _newer.SourcesOf(newer.Id))
            + 3 * Overlap(_older.ReadersOf(older.Id), _newer.ReadersOf(newer.Id))
            + (older.Id == newer.Id ? 0.5 : 0)
            + 0.4 / (1 + depth);
    }

    /// <summary>Share of neighbours that correspond, 0..1.</summary>
    private double Overlap(IReadOnlySet<string> older, IReadOnlySet<string> newer)
    {
        var common = older.Count(id => _newerOf.TryGetValue(id, out var match) && newer.Contains(match));
        return common == 0 ? 0 : (double)common / (older.Count + newer.Count - common);
    }
}
