using System.Collections.Immutable;
using NasFuse.Core.Architectures;
using NasFuse.Core.Operators;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.Meshes;

/// <summary>The options of a mesh, read and found sound. Rows are the branches from fine to coarse.</summary>
internal sealed record MeshPlan
{
    public required string Name { get; init; }

    public required int Classes { get; init; }

    public required ImmutableArray<Encoder> Encoders { get; init; }

    /// <summary>Stride of row 0.</summary>
    public required int Stride { get; init; }

    public required ImmutableArray<MeshStageOptions> Stages { get; init; }

    public required ImmutableArray<int> Widths { get; init; }

    public required ImmutableArray<Operator> Operators { get; init; }

    public required ImmutableArray<FusionOption> Fusions { get; init; }

    public required Operator ExchangeOperator { get; init; }

    /// <summary>What an exchange from a coarser branch may be; null for none.</summary>
    public required ImmutableArray<AlignVariant?> Ups { get; init; }

    /// <summary>What an exchange from a finer branch may be; null for none.</summary>
    public required ImmutableArray<AlignVariant?> Downs { get; init; }

    public required ImmutableArray<FusionOption> HeadFusions { get; init; }

    public required AlignVariant HeadUp { get; init; }

    public required Operator HeadOperator { get; init; }

    public int StrideOf(int row) => Stride << row;

    public Scale ScaleOf(int row) => Scale.OfStride(StrideOf(row));
}
