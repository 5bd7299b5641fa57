using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NasFuse.Cluster.Wire.Shapes;

/// <summary>Reads shapes out of JSON schemas that say no more than shapes can: then what fits the shape fits the schema.</summary>
internal static class ShapeReader
{
    private static readonly string[] s_comments = ["$schema", "title", "description"];

    /// <summary>The shape of a schema; null when the schema says anything that shapes cannot.</summary>
    public static Shape? Read(JsonElement schema)
    {
        var words = schema.EnumerateObject().Select(property => property.Name).Except(s_comments).ToHashSet(StringComparer.Ordinal);
        if (words.SetEquals(["anyOf"])) return Any(schema.GetProperty("anyOf"));
        if (!words.Remove("type") || schema.GetProperty("type") is not { ValueKind: JsonValueKind.String } type) return null;
        return type.GetString() switch
        {
            "null" when words.Count == 0 => new NullShape(),
            "boolean" when words.Count == 0 => new TruthShape(),
            "number" when words.Count == 0 => new NumberShape(),
            "integer" when words.IsSubsetOf(["minimum"]) =>
                new WholeNumberShape(schema.TryGetProperty("minimum", out var least) ? least.GetInt64() : long.MinValue),
            "string" when words.SetEquals(["enum"]) =>
                new WordShape([.. schema.GetProperty("enum").EnumerateArray().Select(word => Encoding.UTF8.GetBytes(word.GetString()!))]),
            "string" when words.IsSubsetOf(["minLength", "maxLength", "pattern"]) => Text(schema),
            "array" when words.IsSubsetOf(["items", "maxItems"]) => List(schema),
            "object" when words.IsSubsetOf(["additionalProperties", "maxProperties"]) => NamedValues(schema),
            "object" when words.IsSubsetOf(["additionalProperties", "properties", "required"]) => Parts(schema),
            _ => null,
        };
    }

    private static AnyShape? Any(JsonElement options) => TryReadAll(options.EnumerateArray(), out var shapes) ? new AnyShape(shapes) : null;

    private static TextShape? Text(JsonElement schema)
    {
        var least = Count(schema, "minLength", 0);
        // Units and letters are not the same, except that without the one there is none of the other.
        if (least > 1) return null;
        var pattern = schema.TryGetProperty("pattern", out var text) ? new Regex(text.GetString()!) : null;
        return new TextShape(Count(schema, "maxLength", int.MaxValue), least == 0, pattern);
    }

    private static ListShape? List(JsonElement schema) =>
        schema.TryGetProperty("items", out var items) && Read(items) is { } item ? new ListShape(Count(schema, "maxItems", int.MaxValue), item) : null;

    private static NamedValuesShape? NamedValues(JsonElement schema) =>
        schema.TryGetProperty("additionalProperties", out var values) && values.ValueKind == JsonValueKind.Object && Read(values) is { } value
            ? new NamedValuesShape(Count(schema, "maxProperties", int.MaxValue), value)
            : null;

    private static PartsShape? Parts(JsonElement schema)
    {
        if (!schema.TryGetProperty("additionalProperties", out var others) || others.ValueKind != JsonValueKind.False) return null;
        if (!schema.TryGetProperty("properties", out var properties)) return null;
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!).ToHashSet() : [];
        var parts = properties.EnumerateObject().ToArray();
        if (parts.Length > PartsShape.MostParts || !required.IsSubsetOf(parts.Select(part => part.Name))) return null;
        if (!TryReadAll(parts.Select(part => part.Value), out var shapes)) return null;
        return new PartsShape([.. parts.Zip(shapes, (part, shape) => (Encoding.UTF8.GetBytes(part.Name), shape, required.Contains(part.Name)))]);
    }

    private static bool TryReadAll(IEnumerable<JsonElement> schemas, [NotNullWhen(true)] out Shape[]? shapes)
    {
        var read = schemas.Select(Read).ToArray();
        Shape[] known = [.. read.OfType<Shape>()];
        shapes = known.Length == read.Length ? known : null;
        return shapes is not null;
    }

    private static int Count(JsonElement schema, string name, int otherwise) => schema.TryGetProperty(name, out var count) ? count.GetInt32() : otherwise;
}
