using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using NasFuse.Core.Configuration.Schemas;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Configuration.Shapes;

/// <summary>An <see cref="ImmutableArray{T}"/> of values of one shape.</summary>
internal sealed class ListShape<T>(ValueShape item, int minLength, int maxLength) : ValueShape
{
    public override object? Read(JsonNodeAt node, string path, ReadContext context)
    {
        if (node.Kind != JsonValueKind.Array) return context.RejectType(node, Label(path), "a list");
        object?[] items = [.. node.Items.Select((element, index) => ReadItem(element, Join(path, $"{index}"), context))];
        if (items.Length < minLength || items.Length > maxLength)
            return context.Reject(node.Place, ErrorCodes.OutOfRange, $"{Label(path)} must have {Wanted} but has {items.Length}");
        return items.Contains(null) ? null : ImmutableArray.CreateRange(items.Select(value => (T)value!));
    }

    public override JsonNode Write(object value, OptionCatalog catalog)
    {
        var list = (ImmutableArray<T>)value;
        return new JsonArray([.. list.IsDefault ? [] : ((IEnumerable)list).Cast<object>().Select(element => item.Write(element, catalog))]);
    }

    public override JsonObject Schema(SchemaContext context)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = item.Schema(context) };
        if (minLength > 0) schema["minItems"] = minLength;
        if (maxLength < int.MaxValue) schema["maxItems"] = maxLength;
        return schema;
    }

    public override (string Key, ValueShape? Shape) Under(string key, OptionCatalog catalog) => (key, item);

    private string Wanted =>
        minLength == maxLength ? $"exactly {Items(minLength)}"
        : maxLength == int.MaxValue ? $"at least {Items(minLength)}"
        : $"{minLength}..{Items(maxLength)}";

    private static string Items(int count) => count == 1 ? "1 item" : $"{count} items";

    private object? ReadItem(JsonNodeAt element, string path, ReadContext context) =>
        element.Kind == JsonValueKind.Null ? context.RejectType(element, Label(path), "a value") : item.Read(element, path, context);
}
