using System.Collections.Immutable;
using NasFuse.Core.Operators;

namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>The options of a head, read and found sound, with what it needs to know of its space.</summary>
internal sealed record HeadPlan
{
    public required int Classes { get; init; }

    /// <summary>Strides of the space, by row.</summary>
    public required ImmutableArray<int> Strides { get; init; }

    public required Operator Operator { get; init; }

    public required ImmutableArray<int> Widths { get; init; }

    public required ImmutableArray<FusionOption> Fusions { get; init; }

    public required AlignVariant Up { get; init; }

    public required AlignVariant ChannelMatch { get; init; }

    public required double AuxiliaryWeight { get; init; }
}
