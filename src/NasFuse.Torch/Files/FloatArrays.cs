using System.Runtime.InteropServices;

namespace NasFuse.Torch.Files;

/// <summary>Arrays of float32 in binary files: length, then values, in this machine's byte order.</summary>
internal static class FloatArrays
{
    public static void WriteFloats(this BinaryWriter writer, float[] values)
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes<float>(values));
    }

    public static float[] ReadFloats(this BinaryReader reader)
    {
        var values = new float[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
