using System.Collections.Immutable;
using NasFuse.Core.Alignments;
using NasFuse.Core.Architectures;

namespace NasFuse.Core.SearchSpaces.MutatedReferences;

/// <summary>A width written in an architecture: that of a node, or one that an align step names.</summary>
/// <param name="Node">Index of the node.</param>
/// <param name="Input">Index of the edge, or −1 for the node's own width.</param>
/// <param name="Step">Index of the step, or −1.</param>
internal readonly record struct WidthPlace(int Node, int Input, int Step)
{
    public static WidthPlace Of(int node) => new(node, -1, -1);
}

/// <summary>All widths of an architecture and which of them meet at a node. Immutable.</summary>
internal sealed class WidthPlaces
{
    private readonly Architecture _architecture;
    private readonly Dictionary<string, int> _index;
    private readonly Dictionary<WidthPlace, int> _widths = [];

    public WidthPlaces(Architecture architecture)
    {
        _architecture = architecture;
        _index = architecture.Nodes.Select((node, i) => KeyValuePair.Create(node.Id, i)).ToDictionary(StringComparer.Ordinal);
        for (var i = 0; i < architecture.Nodes.Length; i++)
        {
            var node = architecture.Nodes[i];
            _widths[WidthPlace.Of(i)] = node.Width;
            for (var j = 0; j < node.Inputs.Length; j++)
            {
                for (var k = 0; k < node.Inputs[j].Steps.Length; k++)
                {
                    if (node.Inputs[j].Steps[k] is ChannelMatch { Width: > 0 } match) _widths[new WidthPlace(i, j, k)] = match.Width;
                }
            }
        }
    }

    /// <summary>Places whose width may change: all but logits and what one-channel training heads give.</summary>
    public IEnumerable<WidthPlace> Free => _widths.Keys.Where(place =>
        _widths[place] != _architecture.Classes && (place.Input >= 0 || _architecture.Nodes[place.Node].DetailWeight is null));

    public int WidthAt(WidthPlace place) => _widths[place];

    /// <summary>Index of a node, or −1 for the image.</summary>
    public int IndexOf(string id) => _index.GetValueOrDefault(id, -1);

    /// <summary>Nodes that a node reads.</summary>
    public IEnumerable<int> SourcesOf(int node) =>
        _architecture.Nodes[node].Inputs.Select(edge => IndexOf(edge.Source)).Where(source => source >= 0).Distinct();

    /// <summary>Nodes whose secondary outputs a node reads.</summary>
    public IEnumerable<int> PortSourcesOf(int node) =>
        _architecture.Nodes[node].Inputs.Where(edge => edge.Port is not null).Select(edge => IndexOf(edge.Source)).Distinct();

    /// <summary>The node whose weights a node uses, if any.</summary>
    public IEnumerable<int> SharerOf(int node) => _architecture.Nodes[node].SharedWith is { } id ? [IndexOf(id)] : [];

    /// <summary>Widths that a node's validity can depend on: its own, those of its edges, and those of what it reads and shares with.</summary>
    public ImmutableArray<WidthPlace> MeetingAt(int node) =>
    [
        .. OwnedBy(node), .. SourcesOf(node).Select(WidthPlace.Of),
        // What a port carries depends on what its node was computed from.
        .. PortSourcesOf(node).SelectMany(OwnAndSources),
        .. SharerOf(node).SelectMany(OwnAndSources),
    ];

    private IEnumerable<WidthPlace> OwnAndSources(int node) => OwnedBy(node).Concat(SourcesOf(node).Select(WidthPlace.Of));

    private IEnumerable<WidthPlace> OwnedBy(int node) => _widths.Keys.Where(place => place.Node == node);
}
