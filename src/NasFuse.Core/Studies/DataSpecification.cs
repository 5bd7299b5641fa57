using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using NasFuse.Core.Configuration;

namespace NasFuse.Core.Studies;

/// <summary>Which images, at which size.</summary>
public sealed record DataSpecification
{
    /// <summary>How the files are laid out: <c>camvid</c>, <c>cityscapes</c>, <c>folder</c>, or made in memory: <c>synthetic</c> (streets), <c>planted</c> (riddles whose best fusion is known).</summary>
    [Required, AllowedValues("camvid", "cityscapes", "folder", "synthetic", "planted")] public string Format { get; init; } = "";

    /// <summary>Folder of the data set; a relative one is relative to the working directory. Not used by what is made in memory.</summary>
    public string? Root { get; init; }

    /// <summary>Height and width that images are brought to for training and evaluation, 16..8192 each.</summary>
    [Length(2, 2), ItemRange(16, 8192)] public ImmutableArray<int> Size { get; init; } = [180, 240];

    /// <summary>Memory for decoded images, MiB; what does not fit is decoded again each epoch.</summary>
    [Range(1, 1_048_576)] public int CacheMiB { get; init; } = 1024;

    /// <summary>Use only the first n training images (for quick trials), or all.</summary>
    [Range(1, 100_000_000)] public int? TrainLimit { get; init; }

    /// <summary>Use only the first n validation images, or all.</summary>
    [Range(1, 100_000_000)] public int? ValLimit { get; init; }

    internal bool IsMadeInMemory => Format is "synthetic" or "planted";
}
