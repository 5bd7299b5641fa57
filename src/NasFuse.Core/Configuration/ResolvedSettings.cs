using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NasFuse.Core.Configuration;

/// <summary>Lists the settings of a resolved configuration beside the nodes they were read from.</summary>
internal static class ResolvedSettings
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One entry per value; a list of plain values is one value.</summary>
    /// <param name="path">Path of the object; empty for the whole file.</param>
    /// <param name="resolved">The value with all defaults.</param>
    /// <param name="source">What was written, or null for a default.</param>
    public static IEnumerable<ResolvedSetting> Of(string path, JsonNode? resolved, JsonNodeAt? source) => resolved switch
    {
        JsonObject members => members.SelectMany(member => Of(Join(path, member.Key), member.Value, source?[member.Key])),
        JsonArray items when items.Any(item => item is JsonObject) => items.SelectMany((item, index) => Of(Join(path, $"{index}"), item, ItemOf(source, index))),
        _ => [new ResolvedSetting(path, resolved?.ToJsonString(Readable) ?? "null", source?.Place.ToString() ?? "default")],
    };

    private static JsonNodeAt? ItemOf(JsonNodeAt? source, int index) => source?.Items.ElementAtOrDefault(index);

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
