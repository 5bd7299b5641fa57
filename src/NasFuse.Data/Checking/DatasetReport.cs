using System.Collections.Immutable;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;

namespace NasFuse.Data.Checking;

/// <summary>What a data set holds and what is wrong with it.</summary>
/// <param name="Name">Name of the format.</param>
/// <param name="Fingerprint">See <see cref="SegmentationDataset.Fingerprint"/>.</param>
/// <param name="Classes">Classes by id.</param>
/// <param name="Splits">The splits that have samples or must have some.</param>
/// <param name="Errors">Everything that makes the data set unusable, every bad file, sorted by file.</param>
/// <param name="Warnings">What is probably a mistake, sorted by file.</param>
public sealed record DatasetReport(
    string Name,
    string Fingerprint,
    ImmutableArray<SegmentationClass> Classes,
    ImmutableArray<SplitReport> Splits,
    ImmutableArray<Diagnostic> Errors,
    ImmutableArray<Diagnostic> Warnings)
{
    /// <summary>True when it can be trained on.</summary>
    public bool IsUsable => Errors.IsEmpty;
}

/// <summary>What a split holds.</summary>
/// <param name="Split">The split.</param>
/// <param name="Samples">Images with labels.</param>
/// <param name="Readable">Those of them that can be read.</param>
/// <param name="Sizes">Number of readable samples per stored size, commonest first.</param>
/// <param name="ClassPixels">Labelled pixels per class in the stored size.</param>
/// <param name="VoidPixels">Pixels without a class.</param>
public sealed record SplitReport(
    Split Split,
    int Samples,
    int Readable,
    ImmutableArray<(Size Size, int Samples)> Sizes,
    ImmutableArray<long> ClassPixels,
    long VoidPixels)
{
    /// <summary>Share of a class in all labelled pixels, 0..1.</summary>
    public double Share(int classId) => ClassPixels.Sum() is > 0 and var total ? (double)ClassPixels[classId] / total : 0;

    /// <summary>Share of void in all pixels, 0..1.</summary>
    public double VoidShare => ClassPixels.Sum() + VoidPixels is > 0 and var total ? (double)VoidPixels / total : 0;

    /// <summary>Smallest class id that occurs, or null.</summary>
    public int? MinLabel => ClassPixels.Any(pixels => pixels > 0) ? ClassPixels.Index().First(pair => pair.Item > 0).Index : null;

    /// <summary>Largest class id that occurs, or null.</summary>
    public int? MaxLabel => ClassPixels.Any(pixels => pixels > 0) ? ClassPixels.Index().Last(pair => pair.Item > 0).Index : null;
}
