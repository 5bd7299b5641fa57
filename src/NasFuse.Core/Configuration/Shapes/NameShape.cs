using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NasFuse.Core.Configuration.Schemas;

namespace NasFuse.Core.Configuration.Shapes;

/// <summary>One of some names, or a text of a form beside them.</summary>
/// <param name="names">The names.</param>
/// <param name="form">Regular expression for the whole of another text.</param>
/// <param name="inWords">How to say the form to a person.</param>
internal sealed class NameShape(IReadOnlyList<string> names, string form, string inWords) : ValueShape
{
    private readonly Regex _form = new($"^(?:{form})\\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    public override object? Read(JsonNodeAt node, string path, ReadContext context) =>
        !node.TryGetString(out var text) ? context.RejectType(node, Label(path), "a text")
        : names.Contains(text) || _form.IsMatch(text) ? text
        : context.RejectName(node, Label(path), [.. names, inWords]);

    public override JsonNode Write(object value, OptionCatalog catalog) => JsonValue.Create((string)value);

    public override JsonObject Schema(SchemaContext context) => new()
    {
        ["type"] = "string",
        ["anyOf"] = new JsonArray(
            new JsonObject { ["enum"] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]) },
            new JsonObject { ["pattern"] = $"^(?:{form})$" }),
    };
}
