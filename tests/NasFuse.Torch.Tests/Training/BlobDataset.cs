using System.Collections.Immutable;
using NasFuse.Core.Graphs;
using NasFuse.Data;

namespace NasFuse.Torch.Tests.Training;

/// <summary>Small images of coloured rectangles on a noisy ground with a void border: three classes that are easy to learn.</summary>
internal sealed class BlobDataset(int train = 24, int val = 8, int height = 24, int width = 32)
    : SegmentationDataset("blobs", new Size(height, width), [.. ((string[])["ground", "red", "green"]).Select(name => new SegmentationClass(name, default))])
{
    public override int Count(Split split) => split switch { Split.Train => train, Split.Val => val, _ => 0 };

    public override SegmentationSample LoadOriginal(Split split, int index)
    {
        var random = new Random((int)split * 1000 + index);
        byte[] rgb = new byte[3 * Size.Height * Size.Width], labels = new byte[Size.Height * Size.Width];
        random.NextBytes(rgb);
        for (var i = 0; i < rgb.Length; i++) rgb[i] /= 3;
        for (byte label = 1; label <= 2; label++) Paint(label, random, rgb, labels);
        for (var x = 0; x < Size.Width; x++) labels[x] = Void;
        return new SegmentationSample($"{split}-{index}", Size, rgb, labels);
    }

    protected override IEnumerable<string> FingerprintLines() => [$"{train} {val}"];

    private void Paint(byte label, Random random, byte[] rgb, byte[] labels)
    {
        int top = random.Next(Size.Height / 2), left = random.Next(Size.Width / 2);
        for (var y = top; y < top + Size.Height / 3; y++)
        {
            for (var x = left; x < left + Size.Width / 3; x++)
            {
                labels[y * Size.Width + x] = label;
                rgb[(label - 1) * labels.Length + y * Size.Width + x] = 255;
            }
        }
    }
}
