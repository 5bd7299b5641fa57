using System.Buffers.Binary;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;

namespace NasFuse.Data.Decoding;

/// <summary>Colour types of PNG.</summary>
internal enum PngKind
{
    Gray = 0,
    Rgb = 2,
    Palette = 3,
    GrayAlpha = 4,
    Rgba = 6,
}

/// <summary>A PNG file with its numbers as they are stored: palette indices and gray levels are not turned into colours.</summary>
/// <remarks>
/// Image libraries give colours only, which loses class ids. Source: PNG specification, third edition (W3C 2025), up to 8 bits per
/// sample, not interlaced.
/// </remarks>
internal sealed class RawPng
{
    private const int MaxArea = SegmentationSample.MaxArea;
    private static readonly byte[] FileSignature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    private byte[] _palette = [];
    private int _depth;

    private RawPng()
    {
    }

    public Size Size { get; private set; }

    public PngKind Kind { get; private set; }

    /// <summary><c>[H, W, channels] uint8</c>.</summary>
    public byte[] Samples { get; private set; } = [];

    private int Channels => Kind switch { PngKind.Rgb => 3, PngKind.GrayAlpha => 2, PngKind.Rgba => 4, _ => 1 };

    /// <exception cref="UserErrorException">The file is missing, unreadable, no PNG, damaged, or of a kind that is not supported.</exception>
    public static RawPng Read(string path)
    {
        try
        {
            return new RawPng().Parse(File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            var code = exception is InvalidDataException or EndOfStreamException ? ErrorCodes.BadData : ErrorCodes.FileUnreadable;
            var reason = exception is EndOfStreamException ? "the file is truncated" : exception.Message;
            throw new UserErrorException(new SourcePlace(path), code, $"the label file cannot be read: {reason}");
        }
    }

    /// <summary>Colour of a pixel by its position in row order.</summary>
    public RgbColor ColorAt(int pixel)
    {
        var i = pixel * Channels;
        if (Kind is PngKind.Rgb or PngKind.Rgba) return new RgbColor(Samples[i], Samples[i + 1], Samples[i + 2]);
        if (Kind == PngKind.Palette) return new RgbColor(_palette[3 * Samples[i]], _palette[3 * Samples[i] + 1], _palette[3 * Samples[i] + 2]);
        var gray = (byte)(Samples[i] * 255 / ((1 << _depth) - 1));
        return new RgbColor(gray, gray, gray);
    }

    private RawPng Parse(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(FileSignature)) throw new InvalidDataException("it is no PNG file");
        using var compressed = new MemoryStream();
        var ended = false;
        for (var at = FileSignature.Length; !ended;)
        {
            if (at + 12 > file.Length) throw new EndOfStreamException();
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - 12) throw new EndOfStreamException();
            var data = file.Slice(at + 8, (int)length);
            switch (BinaryPrimitives.ReadUInt32BigEndian(file[(at + 4)..]))
            {
                case 0x49484452: ReadHeader(data); break;
                case 0x504c5445: _palette = data.ToArray(); break;
                case 0x49444154: compressed.Write(data); break;
                case 0x49454e44: ended = true; break;
            }
            at += 12 + (int)length;
        }
        if (_depth == 0) throw new InvalidDataException("it has no header");
        compressed.Position = 0;
        Samples = PngRows.Read(compressed, Size, Channels, _depth);
        CheckPalette();
        return this;
    }

    private void ReadHeader(ReadOnlySpan<byte> data)
    {
        if (data.Length != 13) throw new InvalidDataException("its header is damaged");
        long width = BinaryPrimitives.ReadUInt32BigEndian(data), height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        if (width < 1 || height < 1 || width > MaxArea || height > MaxArea / width) throw new InvalidDataException($"{height}x{width} is no size of a label file, which has 1..{MaxArea} pixels");
        Size = new Size((int)height, (int)width);
        Kind = (PngKind)data[9];
        if (!Enum.IsDefined(Kind)) throw new InvalidDataException($"its colour type {data[9]} does not exist");
        if (data[8] is not (1 or 2 or 4 or 8)) throw new InvalidDataException($"it has {data[8]} bits per sample; label files have 8 at most");
        if (data[8] != 8 && Channels > 1) throw new InvalidDataException("its header is damaged");
        if (data[12] != 0) throw new InvalidDataException("it is interlaced; save it without interlacing");
        _depth = data[8];
    }

    private void CheckPalette()
    {
        if (Kind != PngKind.Palette) return;
        var largest = Samples.Max();
        if (3 * largest + 2 >= _palette.Length) throw new InvalidDataException($"it uses colour {largest} of a palette that has {_palette.Length / 3}");
    }
}
