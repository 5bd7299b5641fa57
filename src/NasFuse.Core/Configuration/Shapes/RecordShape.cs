using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using NasFuse.Core.Configuration.Rules;
using NasFuse.Core.Configuration.Schemas;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Configuration.Shapes;

/// <summary>An object whose keys are the settable properties of a record with a parameterless constructor.</summary>
/// <remarks>What is left out keeps the property's initial value.</remarks>
internal sealed class RecordShape : ValueShape
{
    private static readonly ConcurrentDictionary<Type, RecordShape> Known = new();

    private readonly Type _type;
    private readonly Lazy<IReadOnlyList<PropertyShape>> _properties;

    private RecordShape(Type type)
    {
        _type = type;
        _properties = new(() => ShapeFactory.PropertiesOf(type));
    }

    public IReadOnlyList<PropertyShape> Properties => _properties.Value;

    public static RecordShape Of(Type type) => Known.GetOrAdd(type, static t => new RecordShape(t));

    public override object? Read(JsonNodeAt node, string path, ReadContext context) => Read(node, path, Label(path), [], context);

    /// <summary>Reads the object.</summary>
    /// <param name="node">What stands in the file.</param>
    /// <param name="path">Path of the object; empty for the whole file.</param>
    /// <param name="label">How messages call the object.</param>
    /// <param name="otherKeys">Keys that are read by someone else.</param>
    /// <param name="context">Takes the mistakes.</param>
    /// <returns>The record, or null when anything in it was rejected.</returns>
    public object? Read(JsonNodeAt node, string path, string label, IReadOnlyCollection<string> otherKeys, ReadContext context)
    {
        if (node.Kind != JsonValueKind.Object) return context.RejectType(node, label, "an object { … }");
        var record = Activator.CreateInstance(_type)!;
        var failed = new HashSet<string>(StringComparer.Ordinal);
        var known = Properties.ToDictionary(property => property.Key);
        var sound = true;
        foreach (var member in node.Members.Where(member => !otherKeys.Contains(member.Name)))
        {
            if (known.TryGetValue(member.Name, out var property))
            {
                if (!property.ReadInto(record, member.Value, Join(path, member.Name), context)) failed.Add(member.Name);
            }
            else
            {
                sound = false;
                string[] names = [.. Properties.Select(p => p.Key), .. otherKeys];
                context.Reject(
                    member.NamePlace,
                    ErrorCodes.UnknownKey,
                    $"unknown key {Excerpt.Quote(member.Name)} in {label}. {NearestName.Hint(Excerpt.Of(member.Name), names)}");
            }
        }
        foreach (var missing in Properties.Where(property => property.IsRequired && node[property.Key] is null))
        {
            failed.Add(missing.Key);
            context.Reject(node.Place, ErrorCodes.MissingKey, $"{label} needs the key '{missing.Key}'");
        }
        var rulesKept = SpecificationRules.Check(new RuleScope(record, node, path, failed, context));
        return sound && failed.Count == 0 && rulesKept ? record : null;
    }

    public override JsonNode Write(object value, OptionCatalog catalog)
    {
        var written = new JsonObject();
        foreach (var property in Properties) written[property.Key] = property.Property.GetValue(value) is { } set ? property.Shape.Write(set, catalog) : null;
        return written;
    }

    public override JsonObject Schema(SchemaContext context) => RecordSchema.Of(_type, Properties, context);

    public override (string Key, ValueShape? Shape) Under(string key, OptionCatalog catalog) =>
        Properties.FirstOrDefault(property => property.Key.Equals(key, StringComparison.OrdinalIgnoreCase)) is { } found
            ? (found.Key, found.Shape)
            : (key, null);
}
