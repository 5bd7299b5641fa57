using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;

namespace NasFuse.Data.Formats;

/// <summary>A way to lay out a data set. Derived classes are found by reflection and have no state.</summary>
public abstract class DatasetFormat
{
    /// <summary>Name as written in <c>data.format</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Where images and labels are, in one line.</summary>
    public abstract string Layout { get; }

    /// <summary>True when <see cref="DataSpecification.Root"/> must name a folder.</summary>
    public virtual bool NeedsRoot => true;

    /// <summary>Lists the data set. Samples that cannot be used are left out and noted in <paramref name="problems"/>.</summary>
    /// <param name="specification">Validated: its root exists where one is needed.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <exception cref="UserErrorException">Nothing can be made of it.</exception>
    public abstract SegmentationDataset Open(DataSpecification specification, DatasetProblems problems);
}
