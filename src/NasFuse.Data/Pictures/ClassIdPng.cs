using NasFuse.Core.Graphs;
using SkiaSharp;

namespace NasFuse.Data.Pictures;

/// <summary>Class ids as a gray PNG: the value is the class, as label files of data sets have it.</summary>
public static class ClassIdPng
{
    /// <param name="ids"><c>[H, W] uint8</c>.</param>
    /// <param name="size">Height and width.</param>
    /// <returns>The bytes of the file.</returns>
    public static byte[] Write(byte[] ids, Size size)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Gray8, SKAlphaType.Opaque));
        var rows = bitmap.GetPixelSpan();
        for (var y = 0; y < size.Height; y++) ids.AsSpan(y * size.Width, size.Width).CopyTo(rows[(y * bitmap.RowBytes)..]);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }
}
