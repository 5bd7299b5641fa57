using System.Collections.Immutable;
using NasFuse.Core.Architectures;
using NasFuse.Core.Operators;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.Trellises;

/// <summary>The options of a trellis, read and found sound. Rows are the strides from fine to coarse.</summary>
internal sealed record TrellisPlan
{
    public required string Name { get; init; }

    public required int Classes { get; init; }

    public required ImmutableArray<Encoder> Encoders { get; init; }

    public required ImmutableArray<int> Strides { get; init; }

    public required int Layers { get; init; }

    public required int Blocks { get; init; }

    public required ImmutableArray<int> Filters { get; init; }

    /// <summary>Operators of parts; null for none.</summary>
    public required ImmutableArray<Operator?> Operators { get; init; }

    public required AlignVariant Keep { get; init; }

    public required AlignVariant Up { get; init; }

    public required AlignVariant Down { get; init; }

    public required ImmutableArray<Operator> HeadOperators { get; init; }

    public required ImmutableArray<int> HeadWidths { get; init; }

    public int Rows => Strides.Length;

    public bool HasNone => Operators.Contains(null);

    public Scale ScaleOf(int row) => Scale.OfStride(Strides[row]);
}
