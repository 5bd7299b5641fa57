using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.FusionNecks;

/// <summary>An encoder that others may have made, and behind its taps a neck of a few freely wired fusion nodes.</summary>
/// <remarks>
/// Node i reads 1 up to <c>maxInputs</c> of the taps and the i − 1 nodes before it; scale, width, operator, fusion and the align steps of every edge are
/// choices. No node is lost: those that nobody reads go to the head. Vocabulary is written as in architecture texts.
/// </remarks>
[SearchSpace("fusion-neck", "an encoder to plug in, then n freely wired fusion nodes: inputs, scale, width, operator, fusion, align steps per edge")]
public sealed record FusionNeckOptions : SearchSpaceOptions, IValidatableObject
{
    /// <summary>The word in <see cref="KeepVariants"/> for an edge without steps of its own.</summary>
    public const string AsIs = "as-is";

    /// <summary>Encoders to choose from, 1..16; their first nodes must differ.</summary>
    [Required, Length(1, 16)] public ImmutableArray<EncoderOptions> Encoders { get; init; } = [];

    /// <summary>Strides of nodes with the widths they may have there, 1..5, each a power of two; every encoder has a tap at one of them or more.</summary>
    [Required, Length(1, 5)] public ImmutableArray<StrideOptions> Strides { get; init; } = [];

    /// <summary>Largest number of fusion nodes, 1..12.</summary>
    [Range(1, 12)] public int Nodes { get; init; } = 4;

    /// <summary>Smallest number of fusion nodes, 1..12; null for exactly <c>nodes</c>.</summary>
    [Range(1, 12)] public int? MinNodes { get; init; }

    /// <summary>Largest number of inputs of a node, 1..8.</summary>
    [Range(1, 8)] public int MaxInputs { get; init; } = 3;

    /// <summary>Operators of nodes, e.g. <c>mb(k=3,e=3)</c>; stride 1, able to give any width.</summary>
    [Required, Length(1, 64)] public ImmutableArray<string> Operators { get; init; } = [];

    /// <summary>Fusions of nodes with at least two inputs; each is offered where it can merge the node's number of inputs.</summary>
    [Required, Length(1, 32)] public ImmutableArray<string> Fusions { get; init; } = [];

    /// <summary>Align steps of edges from a coarser scale, e.g. <c>c1&gt;up</c>; each must match the channels.</summary>
    [Length(1, 16)] public ImmutableArray<string> UpVariants { get; init; } = ["c1>up"];

    /// <summary>Align steps of edges from a finer scale, e.g. <c>s3</c> or <c>c1&gt;mp</c>; each must match the channels.</summary>
    [Length(1, 16)] public ImmutableArray<string> DownVariants { get; init; } = ["s3"];

    /// <summary>
    /// Align steps of edges of equal scale; each must match the channels, or is <c>as-is</c>: no steps, or <c>channelMatch</c> where the fusion needs
    /// equal channels and the source has others.
    /// </summary>
    [Length(1, 16)] public ImmutableArray<string> KeepVariants { get; init; } = [AsIs];

    /// <summary>Align steps that <c>as-is</c> stands for where channels must be made equal.</summary>
    [MinLength(1)] public string ChannelMatch { get; init; } = "c1n";

    /// <summary>What turns the loose ends into logits.</summary>
    public HeadOptions Head { get; init; } = new();

    /// <summary>Weight of the loss of a training-only classifier on the coarsest encoder stage in use, 0..10; 0 for none.</summary>
    [Range(0.0, 10.0)] public double AuxiliaryWeight { get; init; }

    /// <inheritdoc/>
    public override SearchSpace Create(string name, int classes) => new FusionNeck(new NeckPlanReader(this).Read(name, classes));

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => new NeckPlanReader(this).Mistakes();
}
