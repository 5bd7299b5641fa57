using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NasFuse.Dashboard.Comparison;

/// <summary>A setting that differs.</summary>
/// <param name="Path">Path of the key, as <c>--set</c> takes it.</param>
/// <param name="Values">Its value in each object as JSON on one line, or null where it is not set.</param>
internal sealed record SettingDifference(string Path, IReadOnlyList<string?> Values);

/// <summary>Finds what differs between JSON objects.</summary>
internal static class SettingDifferences
{
    // Shown by Blazor, which escapes for HTML itself.
    private static readonly JsonSerializerOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All settings whose values are not equal in all objects, by path.</summary>
    public static IReadOnlyList<SettingDifference> Between(IReadOnlyList<JsonObject> objects) =>
        Between([.. objects.Select(one => Flatten("", one).ToDictionary(pair => pair.Path, pair => pair.Value, StringComparer.Ordinal))]);

    /// <summary>All names whose texts are not equal in all dictionaries, by name.</summary>
    public static IReadOnlyList<SettingDifference> Between(IReadOnlyList<IReadOnlyDictionary<string, string>> texts) =>
    [
        .. texts.SelectMany(values => values.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(path => new SettingDifference(path, [.. texts.Select(values => values.GetValueOrDefault(path))]))
            .Where(difference => difference.Values.Distinct(StringComparer.Ordinal).Count() > 1),
    ];

    private static IEnumerable<(string Path, string Value)> Flatten(string path, JsonNode? node) =>
        node is JsonObject { Count: > 0 } members
            ? members.SelectMany(member => Flatten(path.Length == 0 ? member.Key : $"{path}.{member.Key}", member.Value))
            : [(path, node?.ToJsonString(s_readable) ?? "null")];
}
