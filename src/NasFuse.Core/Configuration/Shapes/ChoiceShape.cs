using System.Text.Json;
using System.Text.Json.Nodes;
using NasFuse.Core.Configuration.Schemas;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Pruners;

namespace NasFuse.Core.Configuration.Shapes;

/// <summary>An object whose key <paramref name="nameKey"/> says which options record the other keys belong to.</summary>
/// <param name="noun">What is chosen, e.g. <c>sampler</c>.</param>
/// <param name="nameKey">Key of the name.</param>
/// <param name="entriesOf">What can be chosen.</param>
/// <param name="fileKeys">Keys that the object may also have where it is a whole file; someone else reads them.</param>
internal sealed class ChoiceShape(string noun, string nameKey, Func<OptionCatalog, IReadOnlyList<OptionEntry>> entriesOf, params string[] fileKeys) : ValueShape
{
    /// <summary>Samplers, by <c>name</c>.</summary>
    public static ChoiceShape Sampler { get; } = new("sampler", "name", catalog => catalog.Samplers);

    /// <summary>Pruners, by <c>name</c>.</summary>
    public static ChoiceShape Pruner { get; } = new("pruner", "name", catalog => catalog.Pruners);

    /// <summary>Pruners that another one asks: those that ask no further one, so that configurations end.</summary>
    public static ChoiceShape InnerPruner { get; } = new("pruner", "name", catalog => [.. catalog.Pruners.Where(entry => !AsksAnother(entry.Type))]);

    /// <summary>Search spaces, by <c>kind</c>.</summary>
    public static ChoiceShape Space { get; } = new("search space", "kind", catalog => catalog.Spaces, SpacePresets.Key);

    public override object? Read(JsonNodeAt node, string path, ReadContext context)
    {
        var label = path.Length == 0 ? $"the {noun}" : Label(path);
        var entries = entriesOf(context.Catalog);
        string[] names = [.. entries.Select(entry => entry.Name)];
        if (node.Kind != JsonValueKind.Object) return context.RejectType(node, label, $"an object {{ \"{nameKey}\": … }}");
        if (node[nameKey] is not { } name)
            return context.Reject(node.Place, ErrorCodes.MissingKey, $"{label} needs the key '{nameKey}'. Known: {string.Join(", ", names)}.");
        if (!name.TryGetString(out var text)) return context.RejectType(name, $"'{Join(path, nameKey)}'", $"one of {string.Join(", ", names)}");
        var entry = entries.FirstOrDefault(candidate => candidate.Name == text);
        if (entry is null)
            return context.Reject(name.Place, ErrorCodes.UnknownName, $"unknown {noun} {Excerpt.Quote(text)}. {NearestName.Hint(Excerpt.Of(text), names)}");
        string[] otherKeys = path.Length == 0 ? [nameKey, SpecificationReader.SchemaKey, .. fileKeys] : [nameKey];
        return RecordShape.Of(entry.Type).Read(node, path, $"{noun} '{entry.Name}'", otherKeys, context);
    }

    public override JsonNode Write(object value, OptionCatalog catalog)
    {
        var written = new JsonObject { [nameKey] = entriesOf(catalog).Single(entry => entry.Type == value.GetType()).Name };
        foreach (var (key, option) in RecordShape.Of(value.GetType()).Write(value, catalog).AsObject()) written[key] = option?.DeepClone();
        return written;
    }

    public override JsonObject Schema(SchemaContext context)
    {
        // A choice within such a choice has no third one in it: a schema that goes on for ever has no end.
        var isInside = context.Around == this;
        var entries = entriesOf(context.Catalog).Where(entry => !isInside || !RecordShape.Of(entry.Type).Properties.Any(property => property.Shape == this));
        var inside = context with { Around = this };
        var choices = entries.Select(entry => RecordSchema.OfChoice(entry, nameKey, RecordShape.Of(entry.Type).Properties, inside));
        return new JsonObject { ["oneOf"] = new JsonArray([.. choices]) };
    }

    public override (string Key, ValueShape? Shape) Under(string key, OptionCatalog catalog)
    {
        if (key.Equals(nameKey, StringComparison.OrdinalIgnoreCase)) return (nameKey, null);
        var found = entriesOf(catalog).Select(entry => RecordShape.Of(entry.Type).Under(key, catalog)).FirstOrDefault(pair => pair.Shape is not null);
        return found.Shape is null ? (key, null) : found;
    }

    private static bool AsksAnother(Type pruner) => pruner.GetProperties().Any(property => property.PropertyType == typeof(PrunerOptions));
}
