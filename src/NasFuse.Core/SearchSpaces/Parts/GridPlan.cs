using System.Collections.Immutable;
using NasFuse.Core.Operators;

namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>The options of a grid of layers and strides, found sound. Rows are the strides from fine to coarse; everything per row is indexed by row.</summary>
internal sealed record GridPlan
{
    public required string Name { get; init; }

    public required ImmutableArray<Encoder> Encoders { get; init; }

    public required ImmutableArray<int> Strides { get; init; }

    public required ImmutableArray<ImmutableArray<int>> Widths { get; init; }

    public required int Layers { get; init; }

    public required int MaxInputs { get; init; }

    public required int Reach { get; init; }

    public required ImmutableArray<Operator> Operators { get; init; }

    public required ImmutableArray<FusionOption> Fusions { get; init; }

    public required ImmutableArray<AlignVariant> UpVariants { get; init; }

    public required ImmutableArray<AlignVariant> DownVariants { get; init; }

    public required AlignVariant ChannelMatch { get; init; }

    public required HeadPlan Head { get; init; }

    public int Rows => Strides.Length;

    /// <summary>True when an edge may go from one row to the other.</summary>
    public bool IsWithinReach(int fromRow, int toRow) => Math.Abs(int.Log2(Strides[fromRow]) - int.Log2(Strides[toRow])) <= Reach;
}
