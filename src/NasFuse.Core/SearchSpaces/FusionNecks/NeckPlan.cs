using System.Collections.Immutable;
using NasFuse.Core.Operators;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.FusionNecks;

/// <summary>The options of a fusion neck, read and found sound. Everything per row is indexed by row, from fine to coarse.</summary>
internal sealed record NeckPlan
{
    public required string Name { get; init; }

    public required ImmutableArray<Encoder> Encoders { get; init; }

    public required ImmutableArray<int> Strides { get; init; }

    public required ImmutableArray<ImmutableArray<int>> Widths { get; init; }

    public required int MinNodes { get; init; }

    public required int Nodes { get; init; }

    public required int MaxInputs { get; init; }

    public required ImmutableArray<Operator> Operators { get; init; }

    public required ImmutableArray<FusionByArity> Fusions { get; init; }

    public required ImmutableArray<AlignVariant?> UpVariants { get; init; }

    public required ImmutableArray<AlignVariant?> DownVariants { get; init; }

    /// <summary>Null stands for <see cref="FusionNeckOptions.AsIs"/>.</summary>
    public required ImmutableArray<AlignVariant?> KeepVariants { get; init; }

    public required AlignVariant ChannelMatch { get; init; }

    public required HeadPlan Head { get; init; }

    public int Rows => Strides.Length;

    /// <summary>Fusions that merge so many inputs.</summary>
    public IReadOnlyList<FusionOption> FusionsOf(int arity) => [.. Fusions.Where(fusion => fusion.Arities.Contains(arity)).Select(fusion => fusion.Option)];

    /// <summary>Ways to merge so many inputs; one input is taken as it is.</summary>
    public int WaysToFuse(int arity) => arity == 1 ? 1 : Fusions.Count(fusion => fusion.Arities.Contains(arity));

    /// <summary>What an edge from one row to another may carry.</summary>
    public ImmutableArray<AlignVariant?> VariantsOf(int fromRow, int toRow) => fromRow > toRow ? UpVariants : fromRow < toRow ? DownVariants : KeepVariants;
}
