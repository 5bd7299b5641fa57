using System.Text.Json.Nodes;
using NasFuse.Core.Configuration.Schemas;
using NasFuse.Core.Configuration.Shapes;

namespace NasFuse.Core.Configuration;

/// <summary>JSON schema (draft 7) of <c>space.json</c>, for editors. Thread-safe.</summary>
public static class SpaceSchema
{
    /// <summary>Text of the schema file.</summary>
    /// <param name="catalog">The kinds of search space that can be named; null for those of NasFuse.</param>
    public static string Text(OptionCatalog? catalog = null) =>
        SchemaText.Of(ChoiceShape.Space, "NasFuse search space", catalog ?? OptionCatalog.Default, AddPresets);

    /// <summary>A preset may hold whatever the file may, and needs none of it.</summary>
    private static void AddPresets(JsonObject space)
    {
        var keys = space["properties"]!.DeepClone().AsObject();
        keys.Remove("kind");
        space["properties"]!.AsObject()[SpacePresets.Key] = new JsonObject
        {
            ["type"] = "object",
            ["description"] = "Named sets of keys that replace those of the file: { \"tiny\": { … } } is picked as \"space:tiny\".",
            ["maxProperties"] = SpacePresets.MostPresets,
            ["additionalProperties"] = new JsonObject { ["type"] = "object", ["properties"] = keys, ["additionalProperties"] = false },
        };
    }
}
