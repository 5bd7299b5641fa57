using System.Collections.Immutable;
using NasFuse.Core.Architectures;

namespace NasFuse.Core.SearchSpaces.MutatedReferences;

/// <summary>Finds which widths of an architecture must change together, by doubling them and looking which nodes no longer fit.</summary>
/// <remarks>
/// A set grows by the free widths of the same number that meet at a node that does not fit (the terms of a sum, a map and the rectifier behind it), and
/// where there are none by all free widths that meet there (the parts of a concatenation and their total). Members that are not needed, such as a map
/// that an edge matches to the sum, then leave again. A set that does not fit at all is left alone.
/// </remarks>
internal sealed class WidthGroups(Architecture architecture, WidthPlaces places)
{
    private readonly HashSet<WidthPlace> _free = [.. places.Free];
    private readonly Dictionary<(int Node, string Doubled), bool> _known = [];
    private readonly ImmutableArray<WidthPlace>[] _meetingAt =
        [.. Enumerable.Range(0, architecture.Nodes.Length).Select(node => places.MeetingAt(node).Distinct().ToImmutableArray())];
    private readonly ILookup<WidthPlace, int> _nodesAt = Enumerable.Range(0, architecture.Nodes.Length)
        .SelectMany(node => places.MeetingAt(node).Distinct().Select(place => (place, node))).ToLookup(pair => pair.place, pair => pair.node);

    /// <summary>The groups, in the order of their first nodes.</summary>
    public IReadOnlyList<ImmutableArray<WidthPlace>> Find()
    {
        var (groups, seen) = (new List<HashSet<WidthPlace>>(), new HashSet<WidthPlace>());
        foreach (var start in _free.OrderBy(place => place.Node).ThenBy(place => place.Input).ThenBy(place => place.Step))
        {
            if (seen.Contains(start) || Grow(start) is not { } group) continue;
            // Growth from another start may have taken in less; what overlaps belongs together.
            foreach (var other in groups.Where(other => other.Overlaps(group)).ToArray())
            {
                group.UnionWith(other);
                groups.Remove(other);
            }
            groups.Add(group);
            seen.UnionWith(group);
        }
        return [.. groups.Select(group => group.OrderBy(place => place.Node).ThenBy(place => place.Input).ThenBy(place => place.Step).ToImmutableArray())];
    }

    private HashSet<WidthPlace>? Grow(WidthPlace start)
    {
        var group = new HashSet<WidthPlace> { start };
        while (true)
        {
            var broken = NodesThatBreak(group);
            if (broken.Length == 0) return Shrink(group, start);
            WidthPlace[] meeting = [.. broken.SelectMany(node => _meetingAt[node]).Where(place => _free.Contains(place) && !group.Contains(place))];
            var widths = group.Select(places.WidthAt).ToHashSet();
            WidthPlace[] same = [.. meeting.Where(place => widths.Contains(places.WidthAt(place)))];
            if (meeting.Length == 0) return null;
            group.UnionWith(same.Length > 0 ? same : meeting);
        }
    }

    private HashSet<WidthPlace> Shrink(HashSet<WidthPlace> group, WidthPlace start)
    {
        foreach (var place in group.Where(place => place != start).ToArray())
        {
            group.Remove(place);
            if (NodesThatBreak(group).Length > 0) group.Add(place);
        }
        return group;
    }

    private int[] NodesThatBreak(HashSet<WidthPlace> group)
    {
        var made = new Dictionary<int, ArchitectureNode>();
        return [.. group.SelectMany(place => _nodesAt[place]).Distinct().Where(node => !Passes(node))];

        // Only the widths that meet at a node matter to it, and the same of them are doubled again and again.
        bool Passes(int node)
        {
            var key = (node, string.Concat(_meetingAt[node].Select(place => group.Contains(place) ? '2' : '1')));
            return _known.TryGetValue(key, out var known) ? known : _known[key] = NodeTrial.Passes(places, node, NodeAt);
        }

        ArchitectureNode NodeAt(int index)
        {
            if (!made.TryGetValue(index, out var node))
                made[index] = node = NodeWidths.With(architecture.Nodes[index], index, place => group.Contains(place) ? 2 * places.WidthAt(place) : null);
            return node;
        }
    }
}
