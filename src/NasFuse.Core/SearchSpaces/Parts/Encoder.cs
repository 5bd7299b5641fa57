using System.Collections.Immutable;
using NasFuse.Core.Architectures;

namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>A chain of nodes; <paramref name="Taps"/> are positions in it, by row.</summary>
internal sealed record Encoder(string Name, ImmutableArray<ArchitectureNode> Nodes, ImmutableArray<int> Taps)
{
    public ArchitectureNode TapAt(int row) => Nodes[Taps[row]];

    /// <summary>The taps as something to read, finest first.</summary>
    /// <param name="strides">Strides of the space, by row.</param>
    public IEnumerable<NodeSource> Sources(ImmutableArray<int> strides) =>
        strides.Select((stride, row) => new NodeSource(TapAt(row).Id, 0, row, TapAt(row).Width) { Label = $"tap_{stride}" });

    /// <summary>The nodes up to the last tap that somebody reads; all of them when nobody reads any.</summary>
    public ImmutableArray<ArchitectureNode> UpTo(IReadOnlySet<string> read)
    {
        var used = Taps.Where(position => read.Contains(Nodes[position].Id)).ToArray();
        return used.Length == 0 ? Nodes : Nodes[..(used.Max() + 1)];
    }
}
