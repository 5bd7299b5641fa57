using System.Buffers.Binary;

namespace NasFuse.TensorBoard;

/// <summary>Writes records the way TensorFlow does: length, checksum of the length, data, checksum of the data; numbers little-endian.</summary>
/// <remarks>Source: TensorFlow, <c>core/lib/io/record_writer.cc</c>. Each record is written at once, so a reader sees whole ones or none.</remarks>
internal sealed class RecordStream(Stream stream) : IDisposable
{
    private const int HeaderBytes = sizeof(ulong) + sizeof(uint), FooterBytes = sizeof(uint);

    public void Write(ReadOnlySpan<byte> data)
    {
        var record = new byte[HeaderBytes + data.Length + FooterBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(sizeof(ulong)), MaskedChecksum.Of(record.AsSpan(0, sizeof(ulong))));
        data.CopyTo(record.AsSpan(HeaderBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(HeaderBytes + data.Length), MaskedChecksum.Of(data));
        stream.Write(record);
        stream.Flush();
    }

    public void Dispose() => stream.Dispose();
}
