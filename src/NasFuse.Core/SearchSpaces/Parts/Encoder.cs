using System.Collections.Immutable;
using NasFuse.Core.Architectures;

namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>A chain of nodes; <paramref name="Taps"/> are positions in it, by row, <see cref="NoTap"/> where a row has none.</summary>
internal sealed record Encoder(string Name, ImmutableArray<ArchitectureNode> Nodes, ImmutableArray<int> Taps)
{
    /// <summary>Position of a tap that is not there.</summary>
    public const int NoTap = -1;

    public ArchitectureNode TapAt(int row) => Nodes[Taps[row]];

    public bool HasTap(int row) => Taps[row] != NoTap;

    /// <summary>The taps as something to read, finest first.</summary>
    /// <param name="strides">Strides of the space, by row.</param>
    public IEnumerable<NodeSource> Sources(ImmutableArray<int> strides) =>
        Enumerable.Range(0, strides.Length).Where(HasTap)
            .Select(row => new NodeSource(TapAt(row).Id, 0, row, TapAt(row).Width) { Label = $"tap_{strides[row]}" });

    /// <summary>The nodes up to the last tap that somebody reads.</summary>
    /// <param name="read">Ids of everything that is read, at least one tap among them.</param>
    public ImmutableArray<ArchitectureNode> UpTo(IReadOnlySet<string> read) =>
        Nodes[..(Taps.Where(position => position != NoTap && read.Contains(Nodes[position].Id)).Max() + 1)];
}
