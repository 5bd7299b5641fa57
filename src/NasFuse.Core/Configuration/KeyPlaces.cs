using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Configuration;

/// <summary>Gives mistakes that are found after reading, and know only the key, the place of that key in the file.</summary>
/// <remarks>Such a mistake has no line, and a file like <c>strides[0].widths</c> or <c>fusion-lattice: strides[0].widths</c>.</remarks>
internal static class KeyPlaces
{
    // Others may quote whatever stands in the file in full.
    private const int LongestMessage = 500;

    /// <summary>The same mistakes at their places in the file; keys that are not in it stand for the nearest object around them that is.</summary>
    public static IEnumerable<Diagnostic> Locate(IEnumerable<Diagnostic> mistakes, JsonNodeAt source) => mistakes.Select(mistake => Locate(mistake, source));

    private static Diagnostic Locate(Diagnostic mistake, JsonNodeAt source)
    {
        if (mistake.Place.Line > 0) return mistake;
        var key = mistake.Place.File[(mistake.Place.File.LastIndexOf(": ", StringComparison.Ordinal) is var colon and >= 0 ? colon + 2 : 0)..];
        string[] path = key.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries);
        return new Diagnostic(path.Aggregate(source, Under).Place, mistake.Code, $"'{string.Join('.', path)}': {Excerpt.Of(mistake.Message, LongestMessage)}");
    }

    private static JsonNodeAt Under(JsonNodeAt node, string key) =>
        node[key] ?? (int.TryParse(key, out var index) ? node.Items.ElementAtOrDefault(index) : null) ?? node;
}
