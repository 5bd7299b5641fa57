using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;
using SkiaSharp;

namespace NasFuse.Data.Decoding;

/// <summary>Decodes image files to 8-bit RGB. Colour profiles and orientation tags are not applied: values are taken as stored. Thread-safe.</summary>
internal static class ImageDecoder
{
    /// <returns>The size and <c>[3, H, W] uint8</c>.</returns>
    /// <exception cref="UserErrorException">The file is missing, unreadable, no image, or truncated.</exception>
    public static (Size Size, byte[] Rgb) Decode(string path)
    {
        using var codec = OpenCodec(path);
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        if ((long)info.Width * info.Height > SegmentationSample.MaxArea) throw Bad(path, $"{info.Height}x{info.Width} is more than {SegmentationSample.MaxArea} pixels");
        using var bitmap = new SKBitmap(info);
        var result = codec.GetPixels(info, bitmap.GetPixels());
        if (result != SKCodecResult.Success)
            throw Bad(path, result == SKCodecResult.IncompleteInput ? "the file is truncated" : $"its data are damaged ({result})");
        return (new Size(info.Height, info.Width), ToPlanes(bitmap.GetPixelSpan(), info.Width * info.Height));
    }

    private static SKCodec OpenCodec(string path)
    {
        if (!File.Exists(path)) throw new UserErrorException(new SourcePlace(path), ErrorCodes.FileUnreadable, "the image does not exist");
        try
        {
            using var data = SKData.CreateCopy(File.ReadAllBytes(path));
            return SKCodec.Create(data) ?? throw Bad(path, "it is no image");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(new SourcePlace(path), ErrorCodes.FileUnreadable, $"the image cannot be read: {exception.Message}");
        }
    }

    private static byte[] ToPlanes(ReadOnlySpan<byte> rgba, int area)
    {
        var rgb = new byte[3 * area];
        Span<byte> red = rgb.AsSpan(0, area), green = rgb.AsSpan(area, area), blue = rgb.AsSpan(2 * area, area);
        for (var i = 0; i < area; i++)
        {
            var pixel = rgba.Slice(4 * i, 4);
            red[i] = pixel[0];
            green[i] = pixel[1];
            blue[i] = pixel[2];
        }
        return rgb;
    }

    private static UserErrorException Bad(string path, string reason) =>
        new(new SourcePlace(path), ErrorCodes.BadData, $"the image cannot be read: {reason}");
}
