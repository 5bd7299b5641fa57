using System.Buffers.Binary;
using System.Text.Json;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs.Weights;

namespace NasFuse.Onnx.Packages;

/// <summary>Weights and free-text metadata as a safetensors file holds them.</summary>
/// <param name="Weights">The tensors, in file order.</param>
/// <param name="Metadata">The <c>__metadata__</c> entry; empty when there is none.</param>
public sealed record SafetensorsContents(WeightSet Weights, IReadOnlyDictionary<string, string> Metadata);

/// <summary>Writes and reads weights in the safetensors format (float32 only).</summary>
/// <remarks>
/// Eight bytes little-endian header length, a JSON header (<c>dtype</c>, <c>shape</c>, <c>data_offsets</c> per tensor, padded with spaces to a multiple of 8), then the
/// values, little-endian, without gaps. Source: the format's specification (Hugging Face, <c>safetensors</c>). Thread-safe.
/// </remarks>
public static class Safetensors
{
    internal const int LengthBytes = 8;
    internal const string MetadataKey = "__metadata__";

    /// <summary>The bytes of a file. Equal input gives equal bytes.</summary>
    public static byte[] Write(WeightSet weights, IReadOnlyDictionary<string, string> metadata)
    {
        var header = Header(weights, metadata);
        var padded = (header.Length + 7) / 8 * 8;
        var file = new byte[LengthBytes + padded + weights.Names.Sum(name => weights[name].Values.Length * sizeof(float))];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)padded);
        file.AsSpan(LengthBytes, padded).Fill((byte)' ');
        header.CopyTo(file.AsSpan(LengthBytes));
        var at = LengthBytes + padded;
        foreach (var name in weights.Names)
        {
            var bytes = LittleEndian.Bytes(weights[name].Values);
            bytes.CopyTo(file, at);
            at += bytes.Length;
        }
        return file;
    }

    /// <summary>Reads a file back; anything that does not follow the format to the letter is refused.</summary>
    /// <param name="file">All bytes of the file.</param>
    /// <param name="name">Its name for error messages.</param>
    /// <exception cref="UserErrorException">The file is damaged or holds other types than float32.</exception>
    public static SafetensorsContents Read(byte[] file, string name = "weights.safetensors") => new SafetensorsReader(file, name).Read();

    private static byte[] Header(WeightSet weights, IReadOnlyDictionary<string, string> metadata)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
            {
                json.WriteStartObject(MetadataKey);
                foreach (var (key, value) in metadata.OrderBy(m => m.Key, StringComparer.Ordinal)) json.WriteString(key, value);
                json.WriteEndObject();
            }
            long offset = 0;
            foreach (var name in weights.Names) offset = WriteEntry(json, name, weights[name], offset);
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    private static long WriteEntry(Utf8JsonWriter json, string name, WeightTensor tensor, long offset)
    {
        if (name == MetadataKey) throw new ArgumentException($"no tensor may be called '{MetadataKey}'");
        var end = offset + tensor.Values.Length * (long)sizeof(float);
        json.WriteStartObject(name);
        json.WriteString("dtype", "F32");
        json.WriteStartArray("shape");
        foreach (var length in tensor.Shape) json.WriteNumberValue(length);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }
}
