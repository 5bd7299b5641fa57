using System.Reflection;

namespace NasFuse.Core.Configuration;

/// <summary>A text, or each item of a list of texts, must be one of the names that a static property lists, or of a form beside them.</summary>
/// <param name="owner">Type that has the property.</param>
/// <param name="property">Name of a public static property of type <see cref="IEnumerable{T}"/> of string.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NamesFromAttribute(Type owner, string property) : Attribute
{
    /// <summary>Type that has the property.</summary>
    public Type Owner { get; } = owner;

    /// <summary>Name of the static property.</summary>
    public string Property { get; } = property;

    /// <summary>Regular expression of further texts that are allowed, or null for none.</summary>
    public string? OrForm { get; init; }

    /// <summary>How to say <see cref="OrForm"/> to a person.</summary>
    public string? OrFormInWords { get; init; }

    /// <summary>The allowed names.</summary>
    /// <exception cref="InvalidOperationException">The type has no such property.</exception>
    public IReadOnlyList<string> Names() =>
        Owner.GetProperty(Property, BindingFlags.Public | BindingFlags.Static)?.GetValue(null) is IEnumerable<string> names
            ? [.. names]
            : throw new InvalidOperationException($"{Owner} has no static property {Property} that lists names");
}
