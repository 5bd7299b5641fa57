using System.Reflection;
using System.Text.Json;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Configuration.Shapes;

/// <summary>One key of a record.</summary>
/// <param name="Property">The property behind it.</param>
/// <param name="Shape">What its value looks like.</param>
/// <param name="IsRequired">True when the file must have it.</param>
/// <param name="IsNullable">True when it may be null.</param>
internal sealed record PropertyShape(PropertyInfo Property, ValueShape Shape, bool IsRequired, bool IsNullable)
{
    /// <summary>The key as written in files.</summary>
    public string Key { get; } = KeyOf(Property.Name);

    public static string KeyOf(string propertyName) => JsonNamingPolicy.CamelCase.ConvertName(propertyName);

    /// <summary>Reads the value into a record.</summary>
    /// <returns>False when it was rejected.</returns>
    public bool ReadInto(object record, JsonNodeAt node, string path, ReadContext context)
    {
        if (node.Kind == JsonValueKind.Null)
        {
            if (IsNullable) Property.SetValue(record, null);
            else context.Reject(node.Place, ErrorCodes.WrongType, $"'{path}' must not be null; leave it out for its default");
            return IsNullable;
        }
        if (Shape.Read(node, path, context) is not { } value) return false;
        Property.SetValue(record, value);
        return true;
    }
}
