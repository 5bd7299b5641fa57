using System.Globalization;
using System.Text.Json.Nodes;
using NasFuse.Core.Configuration.Schemas;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Configuration.Shapes;

/// <summary>A number of type int, long, ulong or double within bounds.</summary>
internal sealed class NumberShape(Type type, Bounds bounds) : ValueShape
{
    private bool IsWhole => type != typeof(double);

    public static bool Supports(Type type) => type == typeof(int) || type == typeof(long) || type == typeof(ulong) || type == typeof(double);

    public override object? Read(JsonNodeAt node, string path, ReadContext context)
    {
        if (node.Kind != System.Text.Json.JsonValueKind.Number) return context.RejectType(node, Label(path), IsWhole ? "a whole number" : "a number");
        if (!node.TryGetDouble(out var number)) return Reject("a finite number");
        if (IsWhole && Math.Truncate(number) != number) return context.RejectType(node, Label(path), "a whole number");
        if (!bounds.Contain(number)) return Reject(bounds.ToString());
        return Convert(node, number) ?? Reject(RangeOfType());

        object? Reject(string wanted) => context.Reject(node.Place, ErrorCodes.OutOfRange, $"{Label(path)} must be {wanted} but is {node.Describe()}");
    }

    public override JsonNode Write(object value, OptionCatalog catalog) => value switch
    {
        int whole => JsonValue.Create(whole),
        long whole => JsonValue.Create(whole),
        ulong whole => JsonValue.Create(whole),
        _ => JsonValue.Create((double)value),
    };

    public override JsonObject Schema(SchemaContext context)
    {
        var schema = new JsonObject { ["type"] = IsWhole ? "integer" : "number" };
        if (type == typeof(ulong)) schema["minimum"] = 0;
        bounds.AddTo(schema);
        return schema;
    }

    private object? Convert(JsonNodeAt node, double number)
    {
        if (type == typeof(double)) return number;
        if (type == typeof(ulong) && ulong.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var large)) return large;
        if (!node.TryGetInt64(out var whole)) return null;
        if (type == typeof(long)) return whole;
        if (type == typeof(ulong)) return whole < 0 ? null : (ulong)whole;
        return whole is < int.MinValue or > int.MaxValue ? null : (int)whole;
    }

    private string RangeOfType() =>
        type == typeof(int) ? $"{int.MinValue}..{int.MaxValue}"
        : type == typeof(long) ? $"{long.MinValue}..{long.MaxValue}"
        : $"{ulong.MinValue}..{ulong.MaxValue}";
}
