using System.Collections.Immutable;

namespace NasFuse.Data.Tests.Fixtures;

/// <summary>Samples in memory whose every pixel has the sample's number as red; counts what is loaded.</summary>
internal sealed class NumberedDataset(int train, int val = 5, Size? size = null) : SegmentationDataset("numbered", size ?? new Size(16, 20), TwoClasses)
{
    private int _loads;

    private static ImmutableArray<SegmentationClass> TwoClasses { get; } = [new("a", default), new("b", new(255, 255, 255))];

    public int Loads => Volatile.Read(ref _loads);

    /// <summary>Number of the training sample that cannot be read.</summary>
    public int? Bad { get; init; }

    public override int Count(Split split) => split switch { Split.Train => train, Split.Val => val, _ => 0 };

    public override SegmentationSample LoadOriginal(Split split, int index)
    {
        Interlocked.Increment(ref _loads);
        if (split == Split.Train && index == Bad) throw new UserErrorException(new SourcePlace($"bad{index}.png"), ErrorCodes.BadData, "the image cannot be read");
        var area = Size.Height * Size.Width;
        var rgb = new byte[3 * area];
        rgb.AsSpan(0, area).Fill((byte)index);
        for (var i = area; i < rgb.Length; i++) rgb[i] = (byte)(i * 31 + index);
        return new SegmentationSample($"{index}", Size, rgb, [.. Enumerable.Range(0, area).Select(i => (byte)(i / 7 % 2))]);
    }

    protected override IEnumerable<string> FingerprintLines() => [$"{train} {val}"];
}
