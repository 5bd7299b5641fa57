using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace NasFuse.Data.Tests.Fixtures;

/// <summary>Writes PNG files of any colour type, depth and row filter: what image libraries choose by themselves.</summary>
internal static class PngWriter
{
    /// <param name="path">File.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="colorType">0 gray, 2 RGB, 3 palette, 4 gray and alpha, 6 RGBA.</param>
    /// <param name="samples">[H, W, channels].</param>
    /// <param name="depth">Bits per sample.</param>
    /// <param name="filterOf">Filter 0..4 of each row.</param>
    /// <param name="palette">Red, green, blue …</param>
    /// <param name="interlaced">Only sets the flag.</param>
    public static void Write(string path, int height, int width, int colorType, byte[] samples, int depth = 8, Func<int, int>? filterOf = null, byte[]? palette = null, bool interlaced = false)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, (byte)colorType, (byte)(interlaced ? 1 : 0));
        WriteChunk(file, "IHDR", header);
        if (palette is not null) WriteChunk(file, "PLTE", palette);
        var data = Compress(Rows(height, width * Channels(colorType), samples, depth, Math.Max(1, Channels(colorType) * depth / 8), filterOf ?? (_ => 0)));
        WriteChunk(file, "IDAT", data.AsSpan(0, data.Length / 2));
        WriteChunk(file, "IDAT", data.AsSpan(data.Length / 2));
        WriteChunk(file, "IEND", []);
        File.WriteAllBytes(path, file.ToArray());
    }

    /// <summary>An RGB file of one colour.</summary>
    public static void WritePlain(string path, int height, int width, RgbColor color) =>
        Write(path, height, width, 2, [.. Enumerable.Repeat(new[] { color.Red, color.Green, color.Blue }, height * width).SelectMany(pixel => pixel)]);

    public static int Channels(int colorType) => colorType switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    private static byte[] Rows(int height, int rowSamples, byte[] samples, int depth, int step, Func<int, int> filterOf)
    {
        using var rows = new MemoryStream();
        var above = new byte[(rowSamples * depth + 7) / 8];
        for (var y = 0; y < height; y++)
        {
            var row = new byte[above.Length];
            for (var i = 0; i < rowSamples; i++) row[i * depth / 8] |= (byte)(samples[y * rowSamples + i] << (8 - depth - i * depth % 8));
            var filter = filterOf(y);
            rows.WriteByte((byte)filter);
            for (var i = 0; i < row.Length; i++)
            {
                int left = i < step ? 0 : row[i - step], up = above[i], upLeft = i < step ? 0 : above[i - step];
                rows.WriteByte((byte)(row[i] - Predict(filter, left, up, upLeft)));
            }
            above = row;
        }
        return rows.ToArray();
    }

    private static int Predict(int filter, int left, int up, int upLeft)
    {
        var estimate = left + up - upLeft;
        return filter switch
        {
            0 => 0,
            1 => left,
            2 => up,
            3 => (left + up) / 2,
            _ => new[] { left, up, upLeft }.MinBy(value => Math.Abs(estimate - value)),
        };
    }

    private static byte[] Compress(byte[] rows)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(rows);
        return compressed.ToArray();
    }

    private static void WriteChunk(Stream file, string type, ReadOnlySpan<byte> data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(body);
        var crc = uint.MaxValue;
        foreach (var value in body)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0xedb88320u);
        }
        BinaryPrimitives.WriteUInt32BigEndian(number, ~crc);
        file.Write(number);
    }
}
