using NasFuse.Core.Graphs;

namespace NasFuse.Data;

/// <summary>One decoded image with its labels. Shared between threads: the arrays are never written again.</summary>
public sealed class SegmentationSample
{
    /// <summary>Most pixels a file may have: 8192×8192.</summary>
    public const int MaxArea = 1 << 26;

    /// <summary>Puts a sample together.</summary>
    /// <exception cref="ArgumentException">An array's length does not follow from the size.</exception>
    public SegmentationSample(string name, Size size, byte[] rgb, byte[] labels)
    {
        var area = size.Height * size.Width;
        if (rgb.Length != 3 * area || labels.Length != area) throw new ArgumentException($"{rgb.Length} colour values and {labels.Length} labels are no {size} sample.");
        (Name, Size, Rgb, Labels) = (name, size, rgb, labels);
    }

    /// <summary>What it is called in its split, e.g. <c>0001TP_006690</c>.</summary>
    public string Name { get; }

    /// <summary>Height and width.</summary>
    public Size Size { get; }

    /// <summary><c>[3, H, W] uint8</c>: red, green and blue plane, 0..255.</summary>
    public byte[] Rgb { get; }

    /// <summary><c>[H, W] uint8</c>: class ids; <see cref="SegmentationDataset.Void"/> where there is none.</summary>
    public byte[] Labels { get; }

    /// <summary>Memory it takes.</summary>
    public long Bytes => Rgb.LongLength + Labels.LongLength;
}
