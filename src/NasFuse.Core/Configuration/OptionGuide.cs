using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NasFuse.Core.Configuration.Schemas;
using NasFuse.Core.Configuration.Shapes;

namespace NasFuse.Core.Configuration;

/// <summary>One option as a person reads about it.</summary>
/// <param name="Key">Key in the file.</param>
/// <param name="Accepts">What it takes: <c>4..10000</c>, <c>true or false</c>, <c>a | b</c> …</param>
/// <param name="Default">Default as JSON; null when it is required or has none.</param>
/// <param name="IsRequired">True when the file must have it.</param>
/// <param name="Summary">What it means.</param>
public sealed record OptionLine(string Key, string Accepts, string? Default, bool IsRequired, string Summary);

/// <summary>Says which options an entry of the catalog has; read from the same shapes as schemas and messages. Thread-safe.</summary>
public static class OptionGuide
{
    private static readonly JsonSerializerOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The options of an entry, in the order of the record.</summary>
    public static IReadOnlyList<OptionLine> Of(OptionEntry entry, OptionCatalog? catalog = null)
    {
        var schema = RecordShape.Of(entry.Type).Schema(new SchemaContext(catalog ?? OptionCatalog.Default, new XmlSummaries()));
        var required = schema["required"]!.AsArray().Select(key => (string)key!).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. from property in schema["properties"]!.AsObject()
               let option = property.Value!.AsObject()
               select new OptionLine(
                   property.Key, Accepts(option), option["default"]?.ToJsonString(s_readable), required.Contains(property.Key), (string?)option["description"] ?? ""),
        ];
    }

    private static string Accepts(JsonObject option)
    {
        if (option["enum"] is JsonArray names) return string.Join(" | ", names.Where(name => name is not null).Select(name => (string)name!));
        if (option["oneOf"] is JsonArray choices) return $"{{ … }}: {string.Join(" | ", choices.Select(choice => NameOf(choice!.AsObject())))}";
        return (option["type"] is JsonArray types ? (string)types[0]! : (string?)option["type"]) switch
        {
            "integer" => Range(option, "a whole number"),
            "number" => Range(option, "a number"),
            "boolean" => "true | false",
            "array" => $"[ {Accepts(option["items"]!.AsObject())}, … ]",
            "string" => "a text",
            _ => "{ … }",
        };
    }

    private static string Range(JsonObject option, string any) => (option["minimum"], option["maximum"]) switch
    {
        (null, null) => any,
        ({ } minimum, null) => $"≥ {minimum}",
        (null, { } maximum) => $"≤ {maximum}",
        var (minimum, maximum) => $"{minimum}..{maximum}",
    };

    private static string NameOf(JsonObject choice) =>
        choice["properties"]!.AsObject().Select(property => property.Value!["enum"]).OfType<JsonArray>().Select(names => (string)names[0]!).First();
}
