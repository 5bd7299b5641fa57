using System.Text.Json.Nodes;

namespace NasFuse.Core.Configuration;

/// <summary>The one text of a JSON value: keys sorted by code unit, no white space, so that equal values have equal hashes.</summary>
public static class CanonicalJson
{
    /// <summary>Text of a value.</summary>
    public static string Of(JsonNode? node) => Sorted(node)?.ToJsonString() ?? "null";

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(
            members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
