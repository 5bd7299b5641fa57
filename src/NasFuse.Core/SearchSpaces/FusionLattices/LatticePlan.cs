using System.Collections.Immutable;
using NasFuse.Core.Alignments;
using NasFuse.Core.Architectures;
using NasFuse.Core.Fusions;
using NasFuse.Core.Operators;

namespace NasFuse.Core.SearchSpaces.FusionLattices;

/// <summary>The options of a fusion lattice, read and found sound. Rows are the strides from fine to coarse; everything per row is indexed by row.</summary>
internal sealed record LatticePlan
{
    public required string Name { get; init; }

    public required int Classes { get; init; }

    public required ImmutableArray<LatticeEncoder> Encoders { get; init; }

    public required ImmutableArray<int> Strides { get; init; }

    public required ImmutableArray<ImmutableArray<int>> Widths { get; init; }

    public required int Layers { get; init; }

    public required int MaxInputs { get; init; }

    public required int Reach { get; init; }

    public required ImmutableArray<Operator> Operators { get; init; }

    public required ImmutableArray<LatticeFusion> Fusions { get; init; }

    public required ImmutableArray<AlignVariant> UpVariants { get; init; }

    public required ImmutableArray<AlignVariant> DownVariants { get; init; }

    public required AlignVariant ChannelMatch { get; init; }

    public required Operator HeadOperator { get; init; }

    public required ImmutableArray<int> HeadWidths { get; init; }

    public required ImmutableArray<LatticeFusion> HeadFusions { get; init; }

    public required AlignVariant HeadUp { get; init; }

    public required double AuxiliaryWeight { get; init; }

    public int Rows => Strides.Length;

    /// <summary>True when an edge may go from one row to the other.</summary>
    public bool IsWithinReach(int fromRow, int toRow) => Math.Abs(int.Log2(Strides[fromRow]) - int.Log2(Strides[toRow])) <= Reach;
}

/// <summary>A chain of nodes; <paramref name="Taps"/> are positions in it, by row.</summary>
internal sealed record LatticeEncoder(string Name, ImmutableArray<ArchitectureNode> Nodes, ImmutableArray<int> Taps)
{
    public ArchitectureNode TapAt(int row) => Nodes[Taps[row]];
}

/// <summary>A fusion, and whether its inputs must have equal channels.</summary>
internal sealed record LatticeFusion(Fusion Fusion, bool NeedsEqualChannels);

/// <summary>Align steps for one kind of edge.</summary>
internal sealed record AlignVariant(ImmutableArray<AlignStep> Steps)
{
    public string Text { get; } = string.Join('>', Steps.Select(step => step.Text));
}
