using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs.Weights;

namespace NasFuse.Onnx.Packages;

/// <summary>Reads one safetensors file strictly.</summary>
internal sealed class SafetensorsReader(byte[] file, string name)
{
    private static readonly JsonDocumentOptions _strictJson = new() { AllowDuplicateProperties = false, MaxDepth = 4 };

    public SafetensorsContents Read()
    {
        try
        {
            return ReadAll();
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json says so when a text is asked for that is not valid UTF-8 or has half a surrogate pair.
            throw Failure("its header holds text that is not valid Unicode");
        }
    }

    private SafetensorsContents ReadAll()
    {
        var headerLength = HeaderLength();
        using var header = ParseHeader(headerLength);
        if (header.RootElement.ValueKind != JsonValueKind.Object) Fail("its header is not a JSON object");

        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var entries = new List<Entry>();
        foreach (var property in header.RootElement.EnumerateObject())
        {
            if (property.Name == Safetensors.MetadataKey) ReadMetadata(property.Value, metadata);
            else entries.Add(ReadEntry(property.Name, property.Value));
        }
        entries = [.. entries.OrderBy(e => e.Start).ThenBy(e => e.End)];
        var start = Safetensors.LengthBytes + headerLength;
        RequireSeamless(entries, file.Length - start);
        var data = file.AsMemory(start);
        return new SafetensorsContents(new WeightSet(entries.Select(e => KeyValuePair.Create(e.Name, e.Load(data.Span)))), metadata);
    }

    private int HeaderLength()
    {
        if (file.Length < Safetensors.LengthBytes) Fail($"it has {file.Length} bytes, fewer than the {Safetensors.LengthBytes} of the header's length");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(file);
        if (length > (ulong)(file.Length - Safetensors.LengthBytes)) Fail($"its header should be {length} bytes long, but the file has {file.Length} bytes in all");
        return (int)length;
    }

    private JsonDocument ParseHeader(int length)
    {
        try
        {
            return JsonDocument.Parse(file.AsMemory(Safetensors.LengthBytes, length), _strictJson);
        }
        catch (JsonException mistake)
        {
            throw Failure($"its header is not valid JSON: {mistake.Message}");
        }
    }

    private void ReadMetadata(JsonElement json, Dictionary<string, string> metadata)
    {
        if (json.ValueKind != JsonValueKind.Object) Fail($"'{Safetensors.MetadataKey}' is not an object");
        foreach (var property in json.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String) Fail($"the metadata '{property.Name}' is not a text");
            metadata.Add(property.Name, property.Value.GetString()!);
        }
    }

    private Entry ReadEntry(string tensor, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || json.EnumerateObject().Count() != 3
            || !json.TryGetProperty("dtype", out var type) || !json.TryGetProperty("shape", out var shape) || !json.TryGetProperty("data_offsets", out var offsets))
        {
            throw Failure($"the tensor '{tensor}' needs exactly the keys dtype, shape and data_offsets");
        }
        if (type.ValueKind != JsonValueKind.String || type.GetString() != "F32") Fail($"the tensor '{tensor}' is {type.GetRawText()}, but only \"F32\" is read");
        var (lengths, range) = (ReadNumbers(tensor, "shape", shape), ReadNumbers(tensor, "data_offsets", offsets));
        if (lengths.Any(length => length > int.MaxValue)) Fail($"the tensor '{tensor}' has a dimension beyond {int.MaxValue}");
        if (range.Length != 2 || range[0] > range[1]) Fail($"the tensor '{tensor}' has data_offsets {offsets.GetRawText()}, which are not a start and an end");
        var bytes = lengths.Aggregate((UInt128)sizeof(float), (product, length) => UInt128.Min(product * (ulong)length, ulong.MaxValue));
        if (bytes != (UInt128)(ulong)(range[1] - range[0])) Fail($"the tensor '{tensor}' of shape {shape.GetRawText()} does not fill data_offsets {offsets.GetRawText()}");
        return new Entry(tensor, [.. lengths.Select(length => (int)length)], range[0], range[1]);
    }

    private long[] ReadNumbers(string tensor, string key, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array) Fail($"the tensor '{tensor}' has a {key} that is not a list");
        return [.. json.EnumerateArray().Select(element =>
            element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var number) && number >= 0 ? number
            : throw Failure($"the tensor '{tensor}' has {key} {json.GetRawText()}, which are not all whole numbers from 0"))];
    }

    private void RequireSeamless(List<Entry> entries, long dataLength)
    {
        long end = 0;
        foreach (var entry in entries)
        {
            if (entry.Start < end) Fail($"the tensor '{entry.Name}' overlaps the one before it");
            if (entry.Start > end) Fail($"there is a gap before the tensor '{entry.Name}'");
            end = entry.End;
        }
        if (end != dataLength) Fail($"its tensors take {end} bytes but it holds {dataLength}");
    }

    [DoesNotReturn]
    private void Fail(string message) => throw Failure(message);

    private UserErrorException Failure(string message) =>
        new(new SourcePlace(name), ErrorCodes.CorruptFile, $"the file is not a valid safetensors file: {message}");

    private readonly record struct Entry(string Name, ImmutableArray<int> Shape, long Start, long End)
    {
        public WeightTensor Load(ReadOnlySpan<byte> data) => new(Shape, LittleEndian.Floats(data[(int)Start..(int)End]));
    }
}
