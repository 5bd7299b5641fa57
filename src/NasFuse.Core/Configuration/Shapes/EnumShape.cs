using System.Text.Json;
using System.Text.Json.Nodes;
using NasFuse.Core.Configuration.Schemas;

namespace NasFuse.Core.Configuration.Shapes;

/// <summary>A name of an enumeration: written in camelCase, read in any case.</summary>
internal sealed class EnumShape(Type type) : ValueShape
{
    private readonly string[] _names = [.. Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)];

    public override object? Read(JsonNodeAt node, string path, ReadContext context)
    {
        if (!node.TryGetString(out var text)) return context.RejectType(node, Label(path), $"one of {string.Join(", ", _names)}");
        var name = _names.FirstOrDefault(candidate => candidate.Equals(text, StringComparison.OrdinalIgnoreCase));
        return name is null ? context.RejectName(node, Label(path), _names) : Enum.Parse(type, name, ignoreCase: true);
    }

    public override JsonNode Write(object value, OptionCatalog catalog) => JsonValue.Create(JsonNamingPolicy.CamelCase.ConvertName(value.ToString()!));

    public override JsonObject Schema(SchemaContext context) => new()
    {
        ["type"] = "string",
        // Editors know no case-insensitive names, so that the common all-lower-case form is listed too.
        ["enum"] = new JsonArray([.. _names.Concat(_names.Select(name => name.ToLowerInvariant())).Distinct().Select(name => JsonValue.Create(name))]),
        ["description"] = context.Summaries.OfEnum(type),
    };
}
