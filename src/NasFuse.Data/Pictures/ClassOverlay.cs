using SkiaSharp;

namespace NasFuse.Data.Pictures;

/// <summary>A picture with its classes laid over it in their colours, and a legend of the classes that occur below.</summary>
public static class ClassOverlay
{
    /// <summary>How much of the class's colour is seen unless told otherwise.</summary>
    public const double UsualOpacity = 0.55;

    /// <summary>Draws an overlay.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="ids">Class ids, <c>[H, W] uint8</c>; where they are no class (<see cref="SegmentationDataset.Void"/>), the picture shows.</param>
    /// <param name="classes">Classes by id.</param>
    /// <param name="opacity">How much of the class's colour is seen, 0..1.</param>
    /// <param name="withLegend">Whether names and shares of the classes are written below.</param>
    /// <returns>The bytes of a PNG.</returns>
    /// <exception cref="ArgumentException">There are not as many ids as pixels.</exception>
    public static byte[] Png(RgbImage image, byte[] ids, IReadOnlyList<SegmentationClass> classes, double opacity = UsualOpacity, bool withLegend = true)
    {
        var size = image.Size;
        if (ids.Length != size.Height * size.Width) throw new ArgumentException($"{ids.Length} class ids do not cover {size}.", nameof(ids));
        using var legend = withLegend ? new OverlayLegend(ids, classes, size.Width) : null;
        var whole = new SKImageInfo(Math.Max(size.Width, legend?.Width ?? 0), size.Height + (legend?.Height ?? 0), SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var bitmap = new SKBitmap(whole);
        bitmap.Erase(SKColors.White);
        Blend(image, ids, classes, (int)Math.Round(256 * opacity), bitmap);
        if (legend is not null)
        {
            using var canvas = new SKCanvas(bitmap);
            legend.Draw(canvas, size.Height);
        }
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <param name="image">The picture.</param>
    /// <param name="ids">Class ids.</param>
    /// <param name="classes">Classes by id.</param>
    /// <param name="share">Share of the class's colour in 256ths.</param>
    /// <param name="bitmap">Where to.</param>
    private static void Blend(RgbImage image, byte[] ids, IReadOnlyList<SegmentationClass> classes, int share, SKBitmap bitmap)
    {
        var pixels = bitmap.GetPixelSpan();
        var (area, width) = (ids.Length, image.Size.Width);
        for (var i = 0; i < area; i++)
        {
            var at = i / width * bitmap.RowBytes + i % width * 4;
            var (red, green, blue) = (image.Rgb[i], image.Rgb[area + i], image.Rgb[2 * area + i]);
            var (color, opacity) = ids[i] < classes.Count ? (classes[ids[i]].Color, share) : (default, 0);
            pixels[at] = Mix(red, color.Red, opacity);
            pixels[at + 1] = Mix(green, color.Green, opacity);
            pixels[at + 2] = Mix(blue, color.Blue, opacity);
        }
    }

    private static byte Mix(byte below, byte above, int share) => (byte)((below * (256 - share) + above * share + 128) >> 8);
}
