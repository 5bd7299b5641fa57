using System.Text.Json.Nodes;
using NasFuse.Core.Configuration.Schemas;
using NasFuse.Core.Objectives;

namespace NasFuse.Core.Configuration.Shapes;

/// <summary>A constraint as a text, e.g. <c>"latencyMs &lt; 30"</c>.</summary>
internal sealed class ConstraintShape : ValueShape
{
    public override object? Read(JsonNodeAt node, string path, ReadContext context) => node.TryGetString(out var text)
        ? ConstraintParser.Parse(text, node.Place, (place, code, message) => context.Reject(place, code, $"{Label(path)}: {message}"))
        : context.RejectType(node, Label(path), "a constraint such as \"latencyMs < 30\"");

    public override JsonNode Write(object value, OptionCatalog catalog) => JsonValue.Create(value.ToString()!);

    public override JsonObject Schema(SchemaContext context) => new() { ["type"] = "string", ["pattern"] = ConstraintParser.Pattern };
}
