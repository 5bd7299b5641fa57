using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using NasFuse.Core.Configuration;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.Trellises;

/// <summary>A stem, then a chain of cells that steps up, stays or steps down from layer to layer, all with one cell genotype (Auto-DeepLab, Liu et
/// al., CVPR 2019).</summary>
/// <remarks>
/// A cell has blocks. A block adds two parts, each an operator on the cell before, the one before that, or an earlier block of the cell; the cell's
/// output are all blocks, concatenated. An operator <c>none</c> leaves its part out; blocks and cells that nobody reads are left out.
/// </remarks>
[SearchSpace("trellis", "stem, then a chain of equal cells up, along and down a trellis of strides; the cell's blocks are searched")]
public sealed record TrellisOptions : SearchSpaceOptions, IValidatableObject
{
    /// <summary>The word for leaving a part out.</summary>
    public const string None = "none";

    /// <summary>Stems to choose from, 1..16, of at least two nodes; the only tap of each is its last node, at the finest stride.</summary>
    [Required, Length(1, 16)] public ImmutableArray<EncoderOptions> Encoders { get; init; } = [];

    /// <summary>Strides of the trellis, 1..5 powers of two, each twice the one before. The first layer is at the finest.</summary>
    [Required, Length(1, 5), ItemRange(1, 1024)] public ImmutableArray<int> Strides { get; init; } = [];

    /// <summary>Number of layers, 1..32.</summary>
    [Range(1, 32)] public int Layers { get; init; } = 12;

    /// <summary>Number of blocks of the cell, 1..8.</summary>
    [Range(1, 8)] public int Blocks { get; init; } = 5;

    /// <summary>Channels that a block may have at the finest stride, 1..512 each; they double with the stride.</summary>
    [Required, Length(1, 16), ItemRange(1, 512)] public ImmutableArray<int> Filters { get; init; } = [];

    /// <summary>Operators of parts, which keep size and channels, e.g. <c>dwsep(k=3)</c>, <c>ap(k=3,s=1)</c>, <c>id</c> to skip, and <c>none</c>.</summary>
    [Required, Length(1, 32)] public ImmutableArray<string> Operators { get; init; } = [];

    /// <summary>Align steps from an earlier cell of equal scale; must match the channels.</summary>
    [MinLength(1)] public string Keep { get; init; } = "c1";

    /// <summary>Align steps from an earlier cell of a coarser scale; must match the channels.</summary>
    [MinLength(1)] public string Up { get; init; } = "c1>up";

    /// <summary>Align steps from an earlier cell of a finer scale; must match the channels.</summary>
    [MinLength(1)] public string Down { get; init; } = "dn>c1";

    /// <summary>What follows the last cell.</summary>
    public TrellisHeadOptions Head { get; init; } = new();

    /// <inheritdoc/>
    public override SearchSpace Create(string name, int classes) => new Trellis(new TrellisPlanReader(this).Read(name, classes));

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => new TrellisPlanReader(this).Mistakes();
}

/// <summary>The head: one operator at the scale of the last cell, classifier, enlargement to the image's size.</summary>
public sealed record TrellisHeadOptions
{
    /// <summary>Operators to choose from, e.g. <c>aspp(rates=6|12|18)</c>; stride 1, able to give any width.</summary>
    [Length(1, 16)] public ImmutableArray<string> Operators { get; init; } = ["aspp"];

    /// <summary>Channels to choose from, 1..4096 each.</summary>
    [Length(1, 32), ItemRange(1, 4096)] public ImmutableArray<int> Widths { get; init; } = [64];
}
