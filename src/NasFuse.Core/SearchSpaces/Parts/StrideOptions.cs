using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using NasFuse.Core.Configuration;

namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>One stride of a space.</summary>
public sealed record StrideOptions
{
    /// <summary>The stride, a power of two 1..1024.</summary>
    [Required, Range(1, 1024)] public int Stride { get; init; }

    /// <summary>Channels a node may have at this stride, 1..4096 each.</summary>
    [Required, Length(1, 32), ItemRange(1, 4096)] public ImmutableArray<int> Widths { get; init; } = [];
}
