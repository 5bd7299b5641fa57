using System.Collections.Frozen;
using NasFuse.Core.Graphs;
using NasFuse.Core.Studies;
using NasFuse.Data.Synthetic;

namespace NasFuse.Data.Formats;

/// <summary>Street scenes made in memory: eight classes, objects from near and large to far and small, void at their edges. The limits say how many there are.</summary>
public sealed class SyntheticFormat : DatasetFormat
{
    private const int TrainScenes = 240, ValScenes = 60, TestScenes = 60;

    /// <inheritdoc/>
    public override string Name => "synthetic";

    /// <inheritdoc/>
    public override string Layout => "made in memory; data.trainLimit and data.valLimit set the number of scenes";

    /// <inheritdoc/>
    public override bool NeedsRoot => false;

    /// <inheritdoc/>
    public override SegmentationDataset Open(DataSpecification specification, DatasetProblems problems)
    {
        var counts = new Dictionary<Split, int>
        {
            [Split.Train] = specification.TrainLimit ?? TrainScenes,
            [Split.Val] = specification.ValLimit ?? ValScenes,
            [Split.Test] = TestScenes,
        };
        return new SyntheticDataset(Name, new Size(specification.Size[0], specification.Size[1]), counts.ToFrozenDictionary());
    }
}
