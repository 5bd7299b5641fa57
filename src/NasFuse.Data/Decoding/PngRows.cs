using System.IO.Compression;
using NasFuse.Core.Graphs;

namespace NasFuse.Data.Decoding;

/// <summary>Inflates the rows of a PNG file, undoes their filters, and unpacks samples to bytes.</summary>
/// <remarks>Source: PNG specification, third edition (W3C 2025), sections 7.2 and 9.</remarks>
internal static class PngRows
{
    /// <returns><c>[H, W, channels] uint8</c>.</returns>
    /// <exception cref="EndOfStreamException">There are fewer rows than the size says.</exception>
    /// <exception cref="InvalidDataException">The data are damaged.</exception>
    public static byte[] Read(Stream compressed, Size size, int channels, int depth)
    {
        var rowSamples = size.Width * channels;
        var bytesPerPixel = Math.Max(1, channels * depth / 8);
        var samples = new byte[size.Height * rowSamples];
        byte[] row = new byte[(rowSamples * depth + 7) / 8], above = new byte[row.Length];
        using var inflated = new ZLibStream(compressed, CompressionMode.Decompress);
        for (var y = 0; y < size.Height; y++)
        {
            var filter = inflated.ReadByte();
            inflated.ReadExactly(row);
            Unfilter(filter, row, above, bytesPerPixel);
            Unpack(row, samples.AsSpan(y * rowSamples, rowSamples), depth);
            (row, above) = (above, row);
        }
        return samples;
    }

    private static void Unfilter(int filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        switch (filter)
        {
            case 0: break;
            case 1:
                for (var i = step; i < row.Length; i++) row[i] += row[i - step];
                break;
            case 2:
                for (var i = 0; i < row.Length; i++) row[i] += above[i];
                break;
            case 3:
                for (var i = 0; i < row.Length; i++) row[i] += (byte)(((i < step ? 0 : row[i - step]) + above[i]) / 2);
                break;
            case 4:
                for (var i = 0; i < row.Length; i++) row[i] += i < step ? above[i] : Paeth(row[i - step], above[i], above[i - step]);
                break;
            case -1: throw new EndOfStreamException();
            default: throw new InvalidDataException($"its row filter {filter} does not exist");
        }
    }

    private static byte Paeth(int left, int above, int aboveLeft)
    {
        var estimate = left + above - aboveLeft;
        int toLeft = Math.Abs(estimate - left), toAbove = Math.Abs(estimate - above), toAboveLeft = Math.Abs(estimate - aboveLeft);
        return (byte)(toLeft <= toAbove && toLeft <= toAboveLeft ? left : toAbove <= toAboveLeft ? above : aboveLeft);
    }

    private static void Unpack(ReadOnlySpan<byte> row, Span<byte> samples, int depth)
    {
        if (depth == 8)
        {
            row.CopyTo(samples);
            return;
        }
        var perByte = 8 / depth;
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (byte)((row[i / perByte] >> (8 - depth - i % perByte * depth)) & ((1 << depth) - 1));
    }
}
