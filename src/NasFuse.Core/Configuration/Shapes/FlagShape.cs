using System.Text.Json.Nodes;
using NasFuse.Core.Configuration.Schemas;

namespace NasFuse.Core.Configuration.Shapes;

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed class FlagShape : ValueShape
{
    public override object? Read(JsonNodeAt node, string path, ReadContext context) =>
        node.TryGetBoolean(out var value) ? value : context.RejectType(node, Label(path), "true or false");

    public override JsonNode Write(object value, OptionCatalog catalog) => JsonValue.Create((bool)value);

    public override JsonObject Schema(SchemaContext context) => new() { ["type"] = "boolean" };
}
