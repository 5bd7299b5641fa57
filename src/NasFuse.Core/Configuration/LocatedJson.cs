using System.Text;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Configuration;

/// <summary>Reads JSON with comments and trailing commas into nodes that know their places. Thread-safe.</summary>
/// <remarks>
/// A byte order mark is skipped. Rejected, each with its place: text that is not UTF-8, more than <see cref="MaxBytes"/>, nesting deeper than <see cref="MaxDepth"/>,
/// nothing at all, anything that is not JSON, a key that stands twice in one object.
/// </remarks>
public static class LocatedJson
{
    /// <summary>Largest text that is read: 4 MiB.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Deepest nesting that is read.</summary>
    public const int MaxDepth = 64;

    /// <summary>Reads a text.</summary>
    /// <param name="file">Name for messages.</param>
    /// <param name="text">The JSON text.</param>
    /// <exception cref="UserErrorException">The text is not valid; every mistake with its place.</exception>
    public static JsonNodeAt Parse(string file, string text) => Parse(file, Encoding.UTF8.GetBytes(text));

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="file">Name for messages.</param>
    /// <param name="utf8">The JSON text in UTF-8.</param>
    /// <exception cref="UserErrorException">The text is not valid; every mistake with its place.</exception>
    public static JsonNodeAt Parse(string file, ReadOnlyMemory<byte> utf8)
    {
        var bag = new DiagnosticBag();
        var root = Parse(file, utf8, bag);
        bag.ThrowIfAny();
        return root!;
    }

    /// <summary>Reads the bytes of a file and notes mistakes, so that the caller can look for more.</summary>
    /// <param name="file">Name for messages.</param>
    /// <param name="utf8">The JSON text in UTF-8.</param>
    /// <param name="bag">Takes the mistakes.</param>
    /// <returns>The value, the first of duplicate keys kept; null when the text is not JSON.</returns>
    public static JsonNodeAt? Parse(string file, ReadOnlyMemory<byte> utf8, DiagnosticBag bag)
    {
        var start = new SourcePlace(file, 1, 1);
        if (utf8.Length > MaxBytes) return Reject(start, TooLarge(utf8.Length));
        utf8 = Utf8Text.WithoutMark(utf8);
        return Utf8Text.Check(file, utf8, ErrorCodes.MalformedJson, bag) ? new LocatedJsonReader(file, utf8, bag).Read() : null;

        JsonNodeAt? Reject(SourcePlace place, string message)
        {
            bag.Add(place, ErrorCodes.MalformedJson, message);
            return null;
        }
    }

    internal static string TooLarge(long bytes) => $"the text has {bytes / 1048576.0:0.0} MiB; at most {MaxBytes / 1048576} MiB are read";
}
