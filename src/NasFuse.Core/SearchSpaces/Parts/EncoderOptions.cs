using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>A chain of nodes from the image to the coarsest tap.</summary>
public sealed record EncoderOptions
{
    /// <summary>Name among the encoders.</summary>
    [Required] public string Name { get; init; } = "";

    /// <summary>Nodes as lines of an architecture text, e.g. <c>s4: 1/4 x24 = mb(k=3,e=3,s=2) &lt;- s2</c>; the first reads the image, each other the one before it.</summary>
    [Required, Length(1, 64)] public ImmutableArray<string> Nodes { get; init; } = [];

    /// <summary>Ids of the nodes that later nodes may read, one per stride of the space; stages behind the last one in use are left out.</summary>
    [Required, Length(1, 5)] public ImmutableArray<string> Taps { get; init; } = [];
}
