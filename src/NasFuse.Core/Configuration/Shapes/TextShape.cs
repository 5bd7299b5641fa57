using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NasFuse.Core.Configuration.Schemas;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Configuration.Shapes;

/// <summary>A text, possibly of one pattern or one of some names.</summary>
/// <param name="minLength">Shortest allowed text.</param>
/// <param name="pattern">Regular expression for the whole text, or null.</param>
/// <param name="rule">How to say the pattern to a person; null for the pattern itself.</param>
/// <param name="names">The allowed names, or null for any text.</param>
internal sealed class TextShape(int minLength, string? pattern, string? rule, IReadOnlyList<string>? names) : ValueShape
{
    private readonly Regex? _pattern = pattern is null ? null : new Regex($"^(?:{pattern})\\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    public override object? Read(JsonNodeAt node, string path, ReadContext context)
    {
        if (!node.TryGetString(out var text))
        {
            if (node.Bare is null || node.Items.Length + node.Members.Length > 0) return context.RejectType(node, Label(path), "a text");
            text = node.Bare;
        }
        if (names is not null && !names.Contains(text)) return context.RejectName(node, Label(path), names);
        if (text.Length < minLength) return Reject(minLength == 1 ? "must not be empty" : $"must have at least {minLength} characters");
        if (text.Contains('\0', StringComparison.Ordinal)) return Reject("must not have null characters");
        if (_pattern is not null && !_pattern.IsMatch(text)) return Reject($"must be {rule ?? $"of the form {pattern}"} but is {Excerpt.Quote(text)}");
        return text;

        object? Reject(string message) => context.Reject(node.Place, ErrorCodes.OutOfRange, $"{Label(path)} {message}");
    }

    public override JsonNode Write(object value, OptionCatalog catalog) => JsonValue.Create((string)value);

    public override JsonObject Schema(SchemaContext context)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (names is not null) schema["enum"] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]);
        if (minLength > 0) schema["minLength"] = minLength;
        if (pattern is not null) schema["pattern"] = $"^(?:{pattern})$";
        return schema;
    }
}
