using System.Buffers.Binary;
using System.Numerics;

namespace NasFuse.TensorBoard;

/// <summary>CRC-32C, rotated and shifted, so that the checksum of data that hold their own checksum stays a good one.</summary>
/// <remarks>Source: TensorFlow, <c>tsl/lib/hash/crc32c.h</c>; CRC-32C: RFC 3720, appendix B.4.</remarks>
internal static class MaskedChecksum
{
    private const uint MaskDelta = 0xa282ead8;

    public static uint Of(ReadOnlySpan<byte> data)
    {
        var crc = Crc32C(data);
        return unchecked(BitOperations.RotateRight(crc, 15) + MaskDelta);
    }

    public static uint Crc32C(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        for (; data.Length >= sizeof(ulong); data = data[sizeof(ulong)..]) crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
        foreach (var value in data) crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}
