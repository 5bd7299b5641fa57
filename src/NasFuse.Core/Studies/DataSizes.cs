using NasFuse.Core.Graphs;

namespace NasFuse.Core.Studies;

/// <summary>Sizes as the rest of the code wants them.</summary>
public static class DataSizes
{
    /// <summary>Height and width that images are brought to.</summary>
    public static Size ImageSize(this DataSpecification data) => new(data.Size[0], data.Size[1]);
}
