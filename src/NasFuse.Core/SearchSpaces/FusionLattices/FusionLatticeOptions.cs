using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using NasFuse.Core.Configuration;

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
    [Required, Length(1, 16)] public ImmutableArray<LatticeEncoderOptions> Encoders { get; init; } = [];

    /// <summary>Strides of the lattice with the widths a node may have there, 1..5, each a power of two; every encoder has a tap at each.</summary>
    [Required, Length(1, 5)] public ImmutableArray<LatticeStrideOptions> Strides { get; init; } = [];

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
    public LatticeHeadOptions Head { get; init; } = new();

    /// <summary>Weight of the loss of a training-only classifier on the coarsest encoder stage in use, 0..10; 0 for none.</summary>
    [Range(0.0, 10.0)] public double AuxiliaryWeight { get; init; }

    /// <inheritdoc/>
    public override SearchSpace Create(string name, int classes) => new FusionLattice(LatticePlanReader.Read(this, name, classes));

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        LatticePlanReader.MistakesIn(this).Select(mistake => new ValidationResult($"'{mistake.Place.File}': {mistake.Message}", [mistake.Place.File.Split('[', '.')[0]]));
}

/// <summary>A chain of nodes from the image to the coarsest tap.</summary>
public sealed record LatticeEncoderOptions
{
    /// <summary>Name among the encoders.</summary>
    [Required] public string Name { get; init; } = "";

    /// <summary>Nodes as lines of an architecture text, e.g. <c>s4: 1/4 x24 = mb(k=3,e=3,s=2) &lt;- s2</c>; the first reads the image, each other the one before it.</summary>
    [Required, Length(1, 64)] public ImmutableArray<string> Nodes { get; init; } = [];

    /// <summary>Ids of the nodes that the lattice may read, one per stride of the lattice; stages behind the last one in use are left out.</summary>
    [Required, Length(1, 5)] public ImmutableArray<string> Taps { get; init; } = [];
}

/// <summary>One row of the lattice.</summary>
public sealed record LatticeStrideOptions
{
    /// <summary>The stride, a power of two 1..1024.</summary>
    [Required, Range(1, 1024)] public int Stride { get; init; }

    /// <summary>Channels a node may have at this stride, 1..4096 each.</summary>
    [Required, Length(1, 32), ItemRange(1, 4096)] public ImmutableArray<int> Widths { get; init; } = [];
}

/// <summary>The head: loose ends enlarged to the finest of them, fused, one operator, classifier, enlargement to the image's size.</summary>
public sealed record LatticeHeadOptions
{
    /// <summary>Channels of the head, 1..4096 each.</summary>
    [Length(1, 32), ItemRange(1, 4096)] public ImmutableArray<int> Widths { get; init; } = [32];

    /// <summary>Operator of the head; stride 1, able to give any width.</summary>
    [MinLength(1)] public string Operator { get; init; } = "conv(k=3)";

    /// <summary>How two or more loose ends are merged.</summary>
    [Length(1, 32)] public ImmutableArray<string> Fusions { get; init; } = ["concat", "add"];

    /// <summary>Align steps of loose ends coarser than the finest; must match the channels.</summary>
    [MinLength(1)] public string Up { get; init; } = "c1>up";
}
