using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using NasFuse.Core.Configuration;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.Meshes;

/// <summary>A stem, then parallel branches that exchange maps again and again, as in HRNet (Wang et al., TPAMI 2020), with every exchange optional.</summary>
/// <remarks>
/// A unit applies one operator per branch, then every branch may take in every other one; what a branch takes in is fused with its own map and goes
/// through <see cref="ExchangeOperator"/>. A stage is some units; a stage with more branches than the one before gets them from the coarsest.
/// All branches together, at the finest stride, make the head.
/// </remarks>
[SearchSpace("mesh", "stem, then parallel branches of several strides with optional exchange between all of them, stage after stage")]
public sealed record MeshOptions : SearchSpaceOptions, IValidatableObject
{
    /// <summary>Stems to choose from, 1..16; the only tap of each is its last node. The finest branch is at its stride, each further one at twice
    /// the stride before.</summary>
    [Required, Length(1, 16)] public ImmutableArray<EncoderOptions> Encoders { get; init; } = [];

    /// <summary>Stride of the finest branch, a power of two.</summary>
    [Range(1, 1024)] public int Stride { get; init; } = 4;

    /// <summary>Stages, 1..8.</summary>
    [Required, Length(1, 8)] public ImmutableArray<MeshStageOptions> Stages { get; init; } = [];

    /// <summary>Channels that the finest branch may have, 1..512 each; they double with the stride.</summary>
    [Required, Length(1, 32), ItemRange(1, 512)] public ImmutableArray<int> Widths { get; init; } = [];

    /// <summary>Operators of a branch in a unit, e.g. <c>res</c>; stride 1.</summary>
    [Required, Length(1, 64)] public ImmutableArray<string> Operators { get; init; } = [];

    /// <summary>How a branch takes others in, e.g. <c>add</c>.</summary>
    [Length(1, 32)] public ImmutableArray<string> Fusions { get; init; } = ["add"];

    /// <summary>What follows the fusion, e.g. <c>relu</c>; it must keep the channels of every fusion, or bring them back.</summary>
    [MinLength(1)] public string ExchangeOperator { get; init; } = "relu";

    /// <summary>Align steps from coarser branches; each must match the channels.</summary>
    [Length(1, 16)] public ImmutableArray<string> UpVariants { get; init; } = ["c1n>up"];

    /// <summary>Align steps from finer branches; each must match the channels.</summary>
    [Length(1, 16)] public ImmutableArray<string> DownVariants { get; init; } = ["s3"];

    /// <summary>What follows the last unit.</summary>
    public MeshHeadOptions Head { get; init; } = new();

    /// <inheritdoc/>
    public override SearchSpace Create(string name, int classes) => new Mesh(new MeshPlanReader(this).Read(name, classes));

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => new MeshPlanReader(this).Mistakes();
}

/// <summary>Units with equal numbers of branches.</summary>
public sealed record MeshStageOptions
{
    /// <summary>Number of branches, 2..5, no fewer than in the stage before.</summary>
    [Required, Range(2, 5)] public int Branches { get; init; }

    /// <summary>Numbers of units to choose from, 1..8 each.</summary>
    [Required, Length(1, 8), ItemRange(1, 8)] public ImmutableArray<int> Units { get; init; } = [];
}

/// <summary>The head: all branches at the finest stride, one operator, classifier, enlargement to the image's size.</summary>
public sealed record MeshHeadOptions
{
    /// <summary>How the branches are merged. <c>concat</c> takes them as they are; fusions that need equal channels take them through
    /// <see cref="Up"/>.</summary>
    [Length(1, 32)] public ImmutableArray<string> Fusions { get; init; } = ["concat"];

    /// <summary>Align steps of branches under fusions that need equal channels; must match those of the finest.</summary>
    [MinLength(1)] public string Up { get; init; } = "c1n>up";

    /// <summary>Operator behind the fusion; it keeps the channels, e.g. <c>conv(k=1,b=1)</c>.</summary>
    [MinLength(1)] public string Operator { get; init; } = "conv(k=1,b=1)";
}
