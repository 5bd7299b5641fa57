using NasFuse.Core.Graphs;
using NasFuse.Core.Reproducibility;

namespace NasFuse.Data.Planted;

/// <summary>Riddles of <see cref="PlantedPainter"/>, painted when asked for. One depends on its split, its number and the size only.</summary>
internal sealed class PlantedDataset(string name, Size size, IReadOnlyDictionary<Split, int> counts) : SegmentationDataset(name, size, PlantedClasses.All)
{
    // Changes with every change of what is painted: results are not comparable across it.
    private const int PaintingVersion = 1;
    private const ulong Seed = 20;

    public override int Count(Split split) => counts[split];

    public override SegmentationSample LoadOriginal(Split split, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, counts[split]);
        return PlantedPainter.Paint($"riddle-{index:d5}", Size, RandomStreams.Create(Seed, "planted", (long)split, index));
    }

    protected override IEnumerable<string> FingerprintLines() =>
        [$"painting {PaintingVersion} seed {Seed}", .. counts.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}")];
}
