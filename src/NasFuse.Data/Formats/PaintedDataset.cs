using NasFuse.Core.Graphs;
using NasFuse.Core.Reproducibility;

namespace NasFuse.Data.Formats;

/// <summary>Paints one image with its labels; equal random numbers give equal images.</summary>
internal delegate SegmentationSample Painter(string name, Size size, Random random);

/// <summary>Images that are painted when asked for. One depends on its subject, its split, its number and the size only.</summary>
internal sealed class PaintedDataset(PaintedFormat format, Size size, IReadOnlyDictionary<Split, int> counts)
    : SegmentationDataset(format.Name, size, format.Classes)
{
    private const ulong Seed = 20;

    public override int Count(Split split) => counts[split];

    public override SegmentationSample LoadOriginal(Split split, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, counts[split]);
        return format.Paint($"{format.ImageName}-{index:d5}", Size, RandomStreams.Create(Seed, format.Subject, (long)split, index));
    }

    protected override IEnumerable<string> FingerprintLines() =>
        [$"painting {format.PaintingVersion} seed {Seed}", .. counts.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}")];
}
