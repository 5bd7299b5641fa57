using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>What grids of layers and strides have in common: encoders, one node at most per layer and stride, a head.</summary>
/// <remarks>Vocabulary is written as in architecture texts.</remarks>
public abstract record GridOptions : SearchSpaceOptions, IValidatableObject
{
    /// <summary>Encoders to choose from, 1..16; their first nodes must differ.</summary>
    [Required, Length(1, 16)] public ImmutableArray<EncoderOptions> Encoders { get; init; } = [];

    /// <summary>Strides of the grid with the widths a node may have there, 1..5, each a power of two.</summary>
    [Required, Length(1, 5)] public ImmutableArray<StrideOptions> Strides { get; init; } = [];

    /// <summary>Largest number of inputs of a node, 1..8.</summary>
    [Range(1, 8)] public int MaxInputs { get; init; } = 3;

    /// <summary>Operators of nodes, e.g. <c>mb(k=3,e=3)</c>; stride 1, able to give any width.</summary>
    [Required, Length(1, 64)] public ImmutableArray<string> Operators { get; init; } = [];

    /// <summary>Fusions of nodes with at least two inputs, e.g. <c>add</c> or <c>ffm[r=4]</c>.</summary>
    [Required, Length(1, 32)] public ImmutableArray<string> Fusions { get; init; } = [];

    /// <summary>Align steps of edges from a coarser scale, e.g. <c>c1&gt;up</c>; each must match the channels.</summary>
    [Length(1, 16)] public ImmutableArray<string> UpVariants { get; init; } = ["c1>up"];

    /// <summary>Align steps of edges from a finer scale, e.g. <c>s3</c> or <c>c1&gt;mp</c>; each must match the channels.</summary>
    [Length(1, 16)] public ImmutableArray<string> DownVariants { get; init; } = ["s3"];

    /// <summary>Align steps of edges of equal scale whose channels differ from the node's, under fusions that need equal channels.</summary>
    [MinLength(1)] public string ChannelMatch { get; init; } = "c1n";

    /// <summary>What turns the loose ends into logits.</summary>
    public HeadOptions Head { get; init; } = new();

    /// <summary>Weight of the loss of a training-only classifier on the coarsest encoder stage in use, 0..10; 0 for none.</summary>
    [Range(0.0, 10.0)] public double AuxiliaryWeight { get; init; }

    /// <summary>Number of layers after the taps.</summary>
    internal abstract int LayerCount { get; }

    /// <summary>Largest scale distance of an edge in octaves.</summary>
    internal abstract int LargestReach { get; }

    /// <summary>What this kind of grid allows.</summary>
    internal abstract GridLimits Limits { get; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => new GridPlanReader(this).Mistakes();
}

/// <summary>What a kind of grid allows.</summary>
/// <param name="Layers">Most layers.</param>
/// <param name="Reach">Largest reach in octaves.</param>
/// <param name="EveryStrideHasTap">True when an encoder has a tap at each stride, false when one tap is enough.</param>
internal sealed record GridLimits(int Layers, int Reach, bool EveryStrideHasTap);
