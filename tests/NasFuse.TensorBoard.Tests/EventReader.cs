using System.Text;

namespace NasFuse.TensorBoard.Tests;

/// <summary>An event as the format's description reads it, by code that shares nothing with the writer: own checksum, own wire format.</summary>
internal sealed record ReadEvent(
    double WallTime, long Step, string? Version, Dictionary<string, float> Scalars, Dictionary<string, (string Plugin, string Text)> Texts);

internal static class EventReader
{
    public static List<ReadEvent> Read(string path)
    {
        var (content, events) = (File.ReadAllBytes(path), new List<ReadEvent>());
        for (var at = 0; at < content.Length;)
        {
            var length = (int)BitConverter.ToUInt64(content, at);
            RequireChecksum(content.AsSpan(at, 8), BitConverter.ToUInt32(content, at + 8));
            var data = content.AsSpan(at + 12, length);
            RequireChecksum(data, BitConverter.ToUInt32(content, at + 12 + length));
            events.Add(Event(data));
            at += 16 + length;
        }
        return events;
    }

    /// <summary>Bit by bit, with the reversed polynomial of Castagnoli.</summary>
    public static uint Crc32C(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0x82f63b78u : crc >> 1;
        }
        return ~crc;
    }

    private static void RequireChecksum(ReadOnlySpan<byte> data, uint masked)
    {
        var rotated = masked - 0xa282ead8u;
        Assert.Equal(Crc32C(data), (rotated >> 17) | (rotated << 15));
    }

    private static ReadEvent Event(ReadOnlySpan<byte> data)
    {
        var read = new ReadEvent(0, 0, null, [], []);
        foreach (var (field, number, bytes) in Fields(data))
        {
            if (field == 1) read = read with { WallTime = BitConverter.UInt64BitsToDouble(number) };
            if (field == 2) read = read with { Step = (long)number };
            if (field == 3) read = read with { Version = Encoding.UTF8.GetString(bytes) };
            if (field != 5) continue;
            foreach (var (_, _, value) in Fields(bytes)) AddValue(value, read);
        }
        return read;
    }

    private static void AddValue(byte[] value, ReadEvent read)
    {
        var (tag, plugin) = ("", "");
        byte[]? tensor = null;
        float? scalar = null;
        foreach (var (field, number, bytes) in Fields(value))
        {
            if (field == 1) tag = Encoding.UTF8.GetString(bytes);
            if (field == 2) scalar = BitConverter.UInt32BitsToSingle((uint)number);
            if (field == 8) tensor = bytes;
            if (field == 9) plugin = Encoding.UTF8.GetString(Fields(Fields(bytes).Single(f => f.Field == 1).Bytes).Single(f => f.Field == 1).Bytes);
        }
        if (scalar is { } point) read.Scalars[tag] = point;
        if (tensor is null) return;
        Assert.Equal(7u, Fields(tensor).Single(f => f.Field == 1).Number);
        read.Texts[tag] = (plugin, Encoding.UTF8.GetString(Fields(tensor).Single(f => f.Field == 8).Bytes));
    }

    private static List<(int Field, ulong Number, byte[] Bytes)> Fields(ReadOnlySpan<byte> data)
    {
        var fields = new List<(int, ulong, byte[])>();
        while (data.Length > 0)
        {
            var key = Varint(ref data);
            var (number, length) = (key & 7) switch
            {
                0 => (Varint(ref data), 0),
                1 => (BitConverter.ToUInt64(data), 8),
                2 => (0UL, (int)Varint(ref data)),
                5 => (BitConverter.ToUInt32(data), 4),
                _ => throw new InvalidDataException($"wire type {key & 7}"),
            };
            fields.Add(((int)(key >> 3), number, data[..length].ToArray()));
            data = data[length..];
        }
        return fields;
    }

    private static ulong Varint(ref ReadOnlySpan<byte> data)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = data[0];
            data = data[1..];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80) return value;
        }
    }
}
