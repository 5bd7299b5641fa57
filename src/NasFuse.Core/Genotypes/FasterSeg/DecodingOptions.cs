using System.Collections.Immutable;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Genotypes.FasterSeg;

/// <summary>What the search parameters leave open. The defaults are those of the published networks.</summary>
public sealed record DecodingOptions
{
    /// <summary>Smallest base width; below, rounding would leave maps without channels.</summary>
    public const int SmallestBaseWidth = 4;

    /// <summary>Largest base width.</summary>
    public const int LargestBaseWidth = 96;

    /// <summary>Number of classes, ≥ 2.</summary>
    public int Classes { get; init; } = 19;

    /// <summary>Channels per unit of stride at full width, 4..96: full width at 1/8 is eight times this.</summary>
    public int BaseWidth { get; init; } = 12;

    /// <summary>Width of the stem in twelfths of the full width, 1..12; null for 8 of a student and 12 of a teacher.</summary>
    public int? StemTwelfths { get; init; }

    /// <summary>Width of the last cells and of the head in twelfths of the full width, 1..12; null for 8 of a student and 12 of a teacher.</summary>
    public int? HeadTwelfths { get; init; }

    /// <summary>Strides 8, 16, 32 of the branches to build; null for 32 and the better one of 8 and 16 by the scores of the file.</summary>
    public ImmutableArray<int>? Branches { get; init; }

    /// <summary>Weight of the loss of each training-only head.</summary>
    public double AuxiliaryWeight { get; init; } = 0.2;

    /// <summary>Strides of the branches, coarsest first.</summary>
    /// <exception cref="UserErrorException">They are not named, and the file does not say which pair is better.</exception>
    internal int[] BranchesOf(SearchParameters parameters, string file)
    {
        if (Branches is { } named) return [.. named.Distinct().OrderDescending()];
        if (parameters is { WithEighth: { } eighth, WithSixteenth: { } sixteenth }) return [32, eighth.Objective > sixteenth.Objective ? 8 : 16];
        throw new UserErrorException(new SourcePlace(file), ErrorCodes.MissingKey,
            "mIoU02, latency02, mIoU12 and latency12 decide which branches are built; give all four, or name the branches, e.g. 32,16");
    }
}
