using System.Collections.Frozen;
using NasFuse.Core.Graphs;
using NasFuse.Core.Studies;
using NasFuse.Data.Planted;

namespace NasFuse.Data.Formats;

/// <summary>Riddles made in memory whose best fusion is known by construction: a product of a fine map and a global view. To test searches with.</summary>
public sealed class PlantedFormat : DatasetFormat
{
    private const int TrainRiddles = 96, ValRiddles = 32, TestRiddles = 32;

    /// <inheritdoc/>
    public override string Name => "planted";

    /// <inheritdoc/>
    public override string Layout => "made in memory; data.trainLimit and data.valLimit set the number of images";

    /// <inheritdoc/>
    public override bool NeedsRoot => false;

    /// <inheritdoc/>
    public override SegmentationDataset Open(DataSpecification specification, DatasetProblems problems)
    {
        var counts = new Dictionary<Split, int>
        {
            [Split.Train] = specification.TrainLimit ?? TrainRiddles,
            [Split.Val] = specification.ValLimit ?? ValRiddles,
            [Split.Test] = TestRiddles,
        };
        return new PlantedDataset(Name, new Size(specification.Size[0], specification.Size[1]), counts.ToFrozenDictionary());
    }
}
