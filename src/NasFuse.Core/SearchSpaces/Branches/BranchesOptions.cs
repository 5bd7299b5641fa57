using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using NasFuse.Core.Configuration;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.Branches;

/// <summary>A stem, then branches that go through a lattice of cells and only ever step down, each to a stride of its own (FasterSeg, Chen et al.,
/// ICLR 2020).</summary>
/// <remarks>
/// A place of the lattice is a layer and a stride. It has one operator and one width for all branches that pass it; at a skipped place nothing is
/// computed, so the depth is searched too. Branches share their cells as long as they agree in everything so far. The branches come together in
/// the published head, or in a head that is searched as well (<see cref="Fusion"/>).
/// </remarks>
[SearchSpace("branches", "stem, then branches that step down through a lattice of cells to different strides and share their beginnings")]
public sealed record BranchesOptions : SearchSpaceOptions, IValidatableObject
{
    /// <summary>Stems to choose from, 1..16; the only tap of each is its last node, at the finest stride.</summary>
    [Required, Length(1, 16)] public ImmutableArray<EncoderOptions> Encoders { get; init; } = [];

    /// <summary>Strides that branches pass and end at, 1..5 powers of two, each twice the one before.</summary>
    [Required, Length(1, 5)] public ImmutableArray<BranchStrideOptions> Strides { get; init; } = [];

    /// <summary>Sets of branches to choose from, each by the strides its branches end at, e.g. <c>32+16</c>; 1..31.</summary>
    [Required, Length(1, 31)] public ImmutableArray<string> Branches { get; init; } = [];

    /// <summary>Number of layers of the lattice, 1..32: places that a branch passes.</summary>
    [Range(1, 32)] public int Layers { get; init; } = 16;

    /// <summary>Operators of cells, 1..32; skipping is not one of them but <see cref="Skips"/>.</summary>
    [Required, Length(1, 32)] public ImmutableArray<BranchOperatorOptions> Operators { get; init; } = [];

    /// <summary>True when a place may be skipped.</summary>
    public bool Skips { get; init; } = true;

    /// <summary>What a branch computes that steps down at a skipped place: operators of stride 2, e.g. <c>fr</c>; 1..32.</summary>
    [Length(1, 32)] public ImmutableArray<string> Reductions { get; init; } = ["fr"];

    /// <summary>A head that is searched; null for the published one.</summary>
    public BranchFusionOptions? Fusion { get; init; }

    /// <summary>What merges the loose ends of a searched head; null for the usual. The published head has no options.</summary>
    public HeadOptions? Head { get; init; }

    /// <summary>Weight of the loss of each training-only classifier at the strides behind the finest, 0..10; 0 for none. A searched head has one, on
    /// the stem.</summary>
    [Range(0.0, 10.0)] public double AuxiliaryWeight { get; init; }

    /// <inheritdoc/>
    public override SearchSpace Create(string name, int classes) => new BranchesSpace(new BranchesPlanReader(this).Read(name, classes));

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => new BranchesPlanReader(this).Mistakes();
}

/// <summary>One stride of the lattice.</summary>
public sealed record BranchStrideOptions
{
    /// <summary>The stride, a power of two 1..1024.</summary>
    [Required, Range(1, 1024)] public int Stride { get; init; }

    /// <summary>Channels a cell may have at this stride, 1..4096 each.</summary>
    [Required, Length(1, 32), ItemRange(1, 4096)] public ImmutableArray<int> Widths { get; init; } = [];

    /// <summary>Channels of the last cell of a branch that ends here, and of the published head at this stride, 1..4096.</summary>
    [Required, Range(1, 4096)] public int EndWidth { get; init; }
}

/// <summary>An operator of cells.</summary>
public sealed record BranchOperatorOptions
{
    /// <summary>The operator of a branch that stays at its stride, e.g. <c>zoom</c>.</summary>
    [Required] public string Keep { get; init; } = "";

    /// <summary>The operator of a branch that steps down, with stride 2, e.g. <c>zoom(s=2)</c>.</summary>
    [Required] public string Down { get; init; } = "";
}

/// <summary>A head made of fusion steps: each merges maps of the branches and earlier steps.</summary>
/// <remarks>A branch's maps are its last at every stride it passes. Ends and steps that no step reads go to the head.</remarks>
public sealed record BranchFusionOptions
{
    /// <summary>Largest number of fusion steps, 1..6.</summary>
    [Range(1, 6)] public int Steps { get; init; } = 3;

    /// <summary>Largest number of inputs of a step, 2..8.</summary>
    [Range(2, 8)] public int MaxInputs { get; init; } = 3;

    /// <summary>Largest scale distance of an input in octaves, 0..4.</summary>
    [Range(0, 4)] public int Reach { get; init; } = 4;

    /// <summary>Fusions of steps, e.g. <c>add</c> or <c>ffm[r=4]</c>.</summary>
    [Required, Length(1, 32)] public ImmutableArray<string> Fusions { get; init; } = [];

    /// <summary>Operators of steps; stride 1, able to give any width.</summary>
    [Required, Length(1, 64)] public ImmutableArray<string> Operators { get; init; } = [];

    /// <summary>Channels of steps, 1..4096 each.</summary>
    [Required, Length(1, 32), ItemRange(1, 4096)] public ImmutableArray<int> Widths { get; init; } = [];

    /// <summary>Align steps of inputs from a coarser scale; each must match the channels.</summary>
    [Length(1, 16)] public ImmutableArray<string> UpVariants { get; init; } = ["c1>up"];

    /// <summary>Align steps of inputs from a finer scale; each must match the channels.</summary>
    [Length(1, 16)] public ImmutableArray<string> DownVariants { get; init; } = ["s3"];

    /// <summary>Align steps of inputs of equal scale whose channels differ from the step's, under fusions that need equal channels.</summary>
    [MinLength(1)] public string ChannelMatch { get; init; } = "c1n";
}
