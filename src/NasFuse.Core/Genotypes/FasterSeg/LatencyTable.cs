using System.Collections.Frozen;
using System.Text.Json;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Genotypes.FasterSeg;

/// <summary>Measured latency per operator, as published with FasterSeg: key → milliseconds. Immutable and thread-safe.</summary>
/// <remarks>The published table was measured on a GTX 1080 Ti with TensorRT 5.1.5 in float32, batch 1, for images of 1024×2048 and 19 classes.</remarks>
public sealed class LatencyTable
{
    private readonly FrozenDictionary<string, double> _milliseconds;

    private LatencyTable(string file, FrozenDictionary<string, double> milliseconds) => (File, _milliseconds) = (file, milliseconds);

    /// <summary>Name of the file for messages.</summary>
    public string File { get; }

    /// <summary>Number of entries.</summary>
    public int Count => _milliseconds.Count;

    /// <summary>Reads a file: one JSON object of numbers above 0.</summary>
    /// <exception cref="UserErrorException">The file is not there or not valid; every mistake with its place.</exception>
    public static LatencyTable Read(string path)
    {
        var errors = new DiagnosticBag();
        var root = ConfigurationFile.Parse(path, errors);
        errors.ThrowIfAny();
        return Of(path, root!);
    }

    /// <summary>Reads a JSON text.</summary>
    /// <exception cref="UserErrorException">Every mistake with its place.</exception>
    public static LatencyTable Parse(string file, ReadOnlyMemory<byte> utf8) => Of(file, LocatedJson.Parse(file, utf8));

    /// <summary>Milliseconds of an entry, or null when the table has none.</summary>
    public double? Find(string key) => _milliseconds.TryGetValue(key, out var ms) ? ms : null;

    private static LatencyTable Of(string file, JsonNodeAt root)
    {
        var errors = new DiagnosticBag();
        if (root.Kind != JsonValueKind.Object)
            errors.Add(root.Place, ErrorCodes.WrongType, $"a latency table must be an object {{ key: ms, … }} but is {root.Describe()}");
        var entries = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, _, value) in root.Members)
        {
            if (value.TryGetDouble(out var ms) && ms > 0) entries[name] = ms;
            else
                errors.Add(value.Place, value.Kind == JsonValueKind.Number ? ErrorCodes.OutOfRange : ErrorCodes.WrongType,
                    $"a latency must be a number of milliseconds above 0 but is {value.Describe()}");
        }
        errors.ThrowIfAny();
        return new LatencyTable(file, entries.ToFrozenDictionary(StringComparer.Ordinal));
    }
}
