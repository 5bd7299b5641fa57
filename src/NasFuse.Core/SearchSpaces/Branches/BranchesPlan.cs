using System.Collections.Immutable;
using NasFuse.Core.Architectures;
using NasFuse.Core.Operators;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.Branches;

/// <summary>The options of branches, read and found sound. Rows are the strides from fine to coarse; everything per row is indexed by row.</summary>
internal sealed record BranchesPlan
{
    public required string Name { get; init; }

    public required int Classes { get; init; }

    public required ImmutableArray<Encoder> Encoders { get; init; }

    public required ImmutableArray<int> Strides { get; init; }

    public required ImmutableArray<ImmutableArray<int>> Widths { get; init; }

    public required ImmutableArray<int> EndWidths { get; init; }

    public required ImmutableArray<BranchSet> Sets { get; init; }

    public required int Layers { get; init; }

    public required ImmutableArray<CellOperation> Operators { get; init; }

    public required bool Skips { get; init; }

    public required ImmutableArray<Operator> Reductions { get; init; }

    public required FusionPlan? Fusion { get; init; }

    public required double AuxiliaryWeight { get; init; }

    /// <summary>What a place may have: its operators, then null for a skip.</summary>
    public required ImmutableArray<CellOperation?> Alternatives { get; init; }

    public int Rows => Strides.Length;

    public Scale ScaleOf(int row) => Scale.OfStride(Strides[row]);
}

/// <summary>Branches that are built together; <paramref name="Rows"/> are the rows they end at, coarsest first.</summary>
internal sealed record BranchSet(string Name, ImmutableArray<int> Rows);

/// <summary>An operator of cells at both strides.</summary>
internal sealed record CellOperation(Operator Keep, Operator Down);

/// <summary>The options of a searched head, read and found sound.</summary>
internal sealed record FusionPlan
{
    public required int Steps { get; init; }

    public required int MaxInputs { get; init; }

    public required int Reach { get; init; }

    public required ImmutableArray<FusionOption> Fusions { get; init; }

    public required ImmutableArray<Operator> Operators { get; init; }

    public required ImmutableArray<int> Widths { get; init; }

    public required ImmutableArray<AlignVariant> UpVariants { get; init; }

    public required ImmutableArray<AlignVariant> DownVariants { get; init; }

    public required AlignVariant ChannelMatch { get; init; }

    public required HeadPlan Head { get; init; }
}
