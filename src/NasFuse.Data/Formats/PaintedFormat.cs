using System.Collections.Frozen;
using System.Collections.Immutable;
using NasFuse.Core.Graphs;
using NasFuse.Core.Studies;

namespace NasFuse.Data.Formats;

/// <summary>Data made in memory: a derived format says what is painted, and how many images there are unless limits say so.</summary>
public abstract class PaintedFormat : DatasetFormat
{
    /// <inheritdoc/>
    public sealed override bool NeedsRoot => false;

    internal abstract ImmutableArray<SegmentationClass> Classes { get; }

    /// <summary>Name of the stream of random numbers.</summary>
    internal abstract string Subject { get; }

    /// <summary>First part of the images' names.</summary>
    internal virtual string ImageName => Subject;

    /// <summary>Changes with every change of what is painted: results are not comparable across it.</summary>
    internal abstract int PaintingVersion { get; }

    internal abstract Painter Paint { get; }

    internal abstract int TrainImages { get; }

    /// <summary>Of the validation split, and of the test split.</summary>
    internal abstract int ValImages { get; }

    /// <inheritdoc/>
    public sealed override SegmentationDataset Open(DataSpecification specification, DatasetProblems problems)
    {
        var counts = new Dictionary<Split, int>
        {
            [Split.Train] = specification.TrainLimit ?? TrainImages,
            [Split.Val] = specification.ValLimit ?? ValImages,
            [Split.Test] = ValImages,
        };
        return new PaintedDataset(this, new Size(specification.Size[0], specification.Size[1]), counts.ToFrozenDictionary());
    }
}
