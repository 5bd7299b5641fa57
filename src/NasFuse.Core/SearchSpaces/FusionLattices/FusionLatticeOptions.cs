using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.FusionLattices;

/// <summary>A light encoder followed by a densely connected lattice of fusion nodes at several scales.</summary>
/// <remarks>
/// Layer 0 of the lattice are the encoder's taps. In every later layer there may be one node per stride; it reads at least one node of the layer
/// right before it and any others of earlier layers, merges them by a fusion and applies an operator. What nobody reads goes to the head.
/// Vocabulary is written as in architecture texts.
/// </remarks>
[SearchSpace("fusion-lattice", "light encoder, then a densely connected up/keep/down lattice of multi-input fusion nodes")]
public sealed record FusionLatticeOptions : SearchSpaceOptions, IValidatableObject
{
    /// <summary>Encoders to choose from, 1..16; their first nodes must differ.</summary>
    [Required, Length(1, 16)] public ImmutableArray<EncoderOptions> Encoders { get; init; } = [];

    /// <summary>Strides of the lattice with the widths a node may have there, 1..5, each a power of two; every encoder has a tap at each.</summary>
    [Required, Length(1, 5)] public ImmutableArray<StrideOptions> Strides { get; init; } = [];

    /// <summary>Number of lattice layers after the taps, 1..8. Nodes are optional, so architectures may use fewer.</summary>
    [Range(1, 8)] public int Layers { get; init; } = 3;

    /// <summary>Largest number of inputs of a node, 1..8.</summary>
    [Range(1, 8)] public int MaxInputs { get; init; } = 3;

    /// <summary>Largest scale distance of an edge in octaves, 0..4: with 1 a node at 1/8 reads 1/4, 1/8 and 1/16.</summary>
    [Range(0, 4)] public int Reach { get; init; } = 1;

    /// <summary>Operators of lattice nodes, e.g. <c>mb(k=3,e=3)</c>; stride 1, able to give any width.</summary>
    [Required, Length(1, 64)] public ImmutableArray<string> Operators { get; init; } = [];

    /// <summary>Fusions of nodes with at least two inputs, e.g. <c>add</c> or <c>ffm[r=4]</c>.</summary>
    [Required, Length(1, 32)] public ImmutableArray<string> Fusions { get; init; } = [];

    /// <summary>Align steps of edges from a coarser scale, e.g. <c>c1&gt;up</c>; each must match the channels.</summary>
    [Length(1, 16)] public ImmutableArray<string> UpVariants { get; init; } = ["c1>up"];

    /// <summary>Align steps of edges from a finer scale, e.g. <c>s3</c> or <c>c1&gt;mp</c>; each must match the channels.</summary>
    [Length(1, 16)] public ImmutableArray<string> DownVariants { get; init; } = ["s3"];

    /// <summary>Align steps of edges of equal scale whose channels differ from the node's, under fusions that need equal channels.</summary>
    [MinLength(1)] public string ChannelMatch { get; init; } = "c1n";

    /// <summary>What turns the lattice's loose ends into logits.</summary>
    public HeadOptions Head { get; init; } = new();

    /// <summary>Weight of the loss of a training-only classifier on the coarsest encoder stage in use, 0..10; 0 for none.</summary>
    [Range(0.0, 10.0)] public double AuxiliaryWeight { get; init; }

    /// <inheritdoc/>
    public override SearchSpace Create(string name, int classes) => new FusionLattice(LatticePlanReader.Read(this, name, classes));

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        PartsReader.Results(LatticePlanReader.MistakesIn(this));
}
