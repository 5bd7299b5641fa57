using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using NasFuse.Core.Configuration;

namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>The head: loose ends enlarged to the finest of them, fused, one operator, classifier, enlargement to the image's size.</summary>
public sealed record HeadOptions
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
