using System.Collections.Immutable;

namespace NasFuse.Core.Architectures;

/// <summary>One line of a header, <c>// key: value</c>.</summary>
/// <param name="Key">What stands before the colon, in lower case.</param>
/// <param name="Value">What stands behind it, without blanks around it.</param>
public sealed record HeaderLine(string Key, string Value);

/// <summary>What the comments at the top of an architecture file say about it. Immutable.</summary>
/// <param name="Lines">Lines in order; comments that are not of the form <c>key: value</c> are left out.</param>
public sealed record ArchitectureHeader(ImmutableArray<HeaderLine> Lines)
{
    private const string Comment = "//";

    /// <summary>Value of the first line with this key, or null.</summary>
    public string? this[string key] => All(key).FirstOrDefault();

    /// <summary>Values of all lines with this key, in order.</summary>
    public IEnumerable<string> All(string key) => Lines.Where(line => line.Key == key).Select(line => line.Value);

    /// <summary>Reads the comments before the first line that is neither comment nor blank. Nothing is a mistake here.</summary>
    /// <param name="text">Text of the file.</param>
    public static ArchitectureHeader Parse(string text) => new(
    [
        .. text.ReplaceLineEndings("\n").TrimStart('\uFEFF').Split('\n').Select(line => line.Trim())
            .TakeWhile(line => line.Length == 0 || line.StartsWith(Comment, StringComparison.Ordinal))
            .Select(line => line.TrimStart('/').Split(':', 2))
            .Where(parts => parts.Length == 2)
            .Select(parts => new HeaderLine(parts[0].Trim().ToLowerInvariant(), parts[1].Trim())),
    ]);
}
