using System.Text.Json;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;

namespace NasFuse.Core.Architectures;

/// <summary>An architecture that was read from a file.</summary>
/// <param name="Architecture">The architecture, valid.</param>
/// <param name="Size">Image size that the file names (JSON key <c>size</c>), or null.</param>
public sealed record LoadedArchitecture(Architecture Architecture, Size? Size);

/// <summary>Reads architecture files: the text form, or the JSON form when the first character is a brace. Thread-safe; writes nothing.</summary>
public static class ArchitectureFile
{
    /// <summary>Keys beside the nodes that <c>nasfuse show --as json</c> writes; only <c>size</c> is read.</summary>
    internal static IReadOnlyList<string> DerivedKeys { get; } =
        ["architectureId", "classes", "size", "parameters", "macs", "activationBytes", "latency", "trial", "reference"];

    /// <summary>Keys of a node that <c>nasfuse show --as json</c> adds; not read.</summary>
    internal static IReadOnlyList<string> DerivedNodeKeys { get; } = ["parameters", "macs", "shape", "latencyMs"];

    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="UserErrorException">The file is not there or not valid; every mistake with its place.</exception>
    public static LoadedArchitecture Read(string path)
    {
        var errors = new DiagnosticBag();
        var bytes = ConfigurationFile.ReadBytes(path, errors);
        errors.ThrowIfAny();
        return Parse(path, bytes!);
    }

    /// <summary>Reads and checks the bytes of a file.</summary>
    /// <param name="file">Name for error messages.</param>
    /// <param name="utf8">The text in UTF-8, with or without a byte order mark.</param>
    /// <exception cref="UserErrorException">Every mistake with its place.</exception>
    public static LoadedArchitecture Parse(string file, ReadOnlyMemory<byte> utf8)
    {
        if (IsJson(utf8.Span)) return ParseJson(LocatedJson.Parse(file, utf8));
        var errors = new DiagnosticBag();
        var text = Utf8Text.Decode(file, utf8, ErrorCodes.ArchitectureSyntax, errors);
        errors.ThrowIfAny();
        return new LoadedArchitecture(ArchitectureText.Parse(text!, file), null);
    }

    private static LoadedArchitecture ParseJson(JsonNodeAt root) => new(ArchitectureJson.Parse(root), SizeOf(root["size"]));

    private static Size? SizeOf(JsonNodeAt? size)
    {
        if (size is null or { Kind: JsonValueKind.Null }) return null;
        if (size.Items is [var first, var second] && first.TryGetInt64(out var height) && second.TryGetInt64(out var width)
            && height is >= 16 and <= 8192 && width is >= 16 and <= 8192)
            return new Size((int)height, (int)width);
        throw new UserErrorException(size.Place, ErrorCodes.OutOfRange, $"'size' is written [height, width] with 16..8192 each but is {size.Describe()}");
    }

    /// <summary>True when the first character that is neither white space nor in a line comment opens an object, a list or a block comment.</summary>
    private static bool IsJson(ReadOnlySpan<byte> utf8)
    {
        var rest = utf8.TrimStart("\uFEFF \t\r\n"u8);
        while (rest.StartsWith("//"u8))
            rest = rest.IndexOf((byte)'\n') is >= 0 and var end ? rest[end..].TrimStart(" \t\r\n"u8) : [];
        return rest.StartsWith("{"u8) || rest.StartsWith("["u8) || rest.StartsWith("/*"u8);
    }
}
