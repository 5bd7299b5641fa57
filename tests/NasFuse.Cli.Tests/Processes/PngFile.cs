using System.Buffers.Binary;
using System.IO.Compression;

namespace NasFuse.Cli.Tests.Processes;

/// <summary>What can be told of a PNG without an image library.</summary>
public sealed class PngFile
{
    private const int Signature = 8, HeadOfChunk = 8, Checksum = 4;

    public PngFile(string path)
    {
        var bytes = File.ReadAllBytes(path);
        using var compressed = new MemoryStream();
        for (var at = Signature; at < bytes.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
            var type = bytes.AsSpan(at + 4, 4);
            var content = bytes.AsSpan(at + HeadOfChunk, length);
            if (type.SequenceEqual("IHDR"u8))
                (Width, Height) = (BinaryPrimitives.ReadInt32BigEndian(content), BinaryPrimitives.ReadInt32BigEndian(content[4..]));
            if (type.SequenceEqual("IDAT"u8)) compressed.Write(content);
            at += HeadOfChunk + length + Checksum;
        }
        compressed.Position = 0;
        using var rows = new MemoryStream();
        using (var unpack = new ZLibStream(compressed, CompressionMode.Decompress)) unpack.CopyTo(rows);
        // The first pixel has no neighbours, so every filter leaves it as it is.
        FirstRed = rows.GetBuffer()[1];
        DistinctBytes = rows.ToArray().Distinct().Count();
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Red of the top left pixel.</summary>
    public byte FirstRed { get; }

    /// <summary>Number of different bytes in the filtered rows.</summary>
    public int DistinctBytes { get; }
}
