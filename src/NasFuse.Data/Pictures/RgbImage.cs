using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;
using NasFuse.Data.Decoding;

namespace NasFuse.Data.Pictures;

/// <summary>A decoded picture without labels. The array is never written again.</summary>
public sealed class RgbImage
{
    /// <summary>Puts a picture together.</summary>
    /// <param name="size">Height and width.</param>
    /// <param name="rgb"><c>[3, H, W] uint8</c>.</param>
    /// <exception cref="ArgumentException">The array's length does not follow from the size.</exception>
    public RgbImage(Size size, byte[] rgb)
    {
        if (rgb.Length != 3 * size.Height * size.Width) throw new ArgumentException($"{rgb.Length} colour values are no {size} picture.", nameof(rgb));
        (Size, Rgb) = (size, rgb);
    }

    /// <summary>Endings of files that can be read, in lower case with their dot.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".png", ".jpg", ".jpeg", ".webp", ".bmp"];

    /// <summary>Height and width.</summary>
    public Size Size { get; }

    /// <summary><c>[3, H, W] uint8</c>: red, green and blue plane, 0..255.</summary>
    public byte[] Rgb { get; }

    /// <summary>Reads a file the way images of data sets are read: values as stored, orientation tags and colour profiles not applied.</summary>
    /// <exception cref="UserErrorException">The file is missing, unreadable, no image, truncated, or too large.</exception>
    public static RgbImage Read(string path)
    {
        var (size, rgb) = ImageDecoder.Decode(path);
        return new RgbImage(size, rgb);
    }

    /// <summary>The picture at another size, as training sees it: by area average where it shrinks, bilinearly where it grows.</summary>
    public RgbImage Resize(Size size) => size == Size ? this : new RgbImage(size, Resampler.ResizePlanes(Rgb, Size, size));
}
