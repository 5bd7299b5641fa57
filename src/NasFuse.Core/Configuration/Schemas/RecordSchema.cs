using System.Text.Json.Nodes;
using NasFuse.Core.Configuration.Shapes;

namespace NasFuse.Core.Configuration.Schemas;

/// <summary>Schemas of objects.</summary>
internal static class RecordSchema
{
    /// <summary>An object with the keys of a record and no others.</summary>
    public static JsonObject Of(Type type, IReadOnlyList<PropertyShape> properties, SchemaContext context)
    {
        var defaults = Activator.CreateInstance(type)!;
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(
                properties.Select(property => KeyValuePair.Create(property.Key, (JsonNode?)OfProperty(property, defaults, context)))),
            ["required"] = new JsonArray([.. properties.Where(property => property.IsRequired).Select(property => JsonValue.Create(property.Key))]),
            ["additionalProperties"] = false,
        };
        if (context.Summaries.Of(type) is { } summary) schema.Insert(1, "description", summary);
        return schema;
    }

    /// <summary>The same for options that are chosen by a name.</summary>
    public static JsonObject OfChoice(OptionEntry entry, string nameKey, IReadOnlyList<PropertyShape> properties, SchemaContext context)
    {
        var schema = Of(entry.Type, properties, context);
        schema["description"] = entry.Summary;
        var name = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray(entry.Name), ["description"] = entry.Summary };
        schema["properties"]!.AsObject().Insert(0, nameKey, name);
        schema["required"]!.AsArray().Insert(0, nameKey);
        return schema;
    }

    private static JsonObject OfProperty(PropertyShape property, object defaults, SchemaContext context)
    {
        var schema = property.Shape.Schema(context);
        if (context.Summaries.Of(property.Property) is { } summary) schema["description"] = schema["description"] is { } more ? $"{summary} {more}" : summary;
        if (property.IsNullable) AllowNull(schema);
        var hasOwnDefaults = property.Shape is RecordShape;
        if (!property.IsRequired && !hasOwnDefaults && property.Property.GetValue(defaults) is { } value)
            schema["default"] = property.Shape.Write(value, context.Catalog);
        return schema;
    }

    private static void AllowNull(JsonObject schema)
    {
        if (schema["type"] is { } type) schema["type"] = new JsonArray(type.DeepClone(), "null");
        if (schema["enum"] is JsonArray names) names.Add(null);
        if (schema["oneOf"] is JsonArray choices) choices.Add(new JsonObject { ["type"] = "null" });
    }
}
