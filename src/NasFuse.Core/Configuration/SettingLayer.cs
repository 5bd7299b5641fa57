using System.Globalization;
using System.Text;
using System.Text.Json;
using NasFuse.Core.Configuration.Shapes;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Configuration;

/// <summary>Lays settings over the nodes of a file, before anything is read from them.</summary>
/// <param name="shape">Shape of the file, for the case of keys.</param>
/// <param name="catalog">The names that can be chosen.</param>
/// <param name="bag">Takes settings that fit nowhere.</param>
internal sealed class SettingLayer(ValueShape shape, OptionCatalog catalog, DiagnosticBag bag)
{
    /// <summary>The file with the settings laid over it, later ones over earlier ones; each value's place is its origin.</summary>
    public JsonNodeAt Over(JsonNodeAt file, IEnumerable<SettingOverride> settings) => settings.Aggregate(file, Lay);

    private JsonNodeAt Lay(JsonNodeAt root, SettingOverride setting)
    {
        var place = new SourcePlace(setting.Origin);
        var path = setting.IgnoreCase ? CanonicalPath(setting.Path) : setting.Path;
        return Replace(root, path, 0, ValueOf(setting, place), place);
    }

    private JsonNodeAt Replace(JsonNodeAt? node, IReadOnlyList<string> path, int depth, JsonNodeAt value, SourcePlace place)
    {
        if (depth == path.Count) return value;
        var key = path[depth];
        var isIndex = int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index);
        node ??= isIndex ? JsonNodeAt.Array(place, []) : JsonNodeAt.Object(place, []);
        switch (node.Kind)
        {
            case JsonValueKind.Object:
                return node.With(new JsonMemberAt(key, place, Replace(node[key], path, depth + 1, value, place)));
            case JsonValueKind.Array when isIndex && index <= node.Items.Length:
                return node.With(index, Replace(index < node.Items.Length ? node.Items[index] : null, path, depth + 1, value, place));
            case JsonValueKind.Array:
                return Reject(
                    ErrorCodes.OutOfRange,
                    $"{Name(path, depth)} is a list of {node.Items.Length}; name an item by its number 0..{node.Items.Length}, not {Excerpt.Quote(key)}");
            default:
                return Reject(ErrorCodes.WrongType, $"{Name(path, depth)} is {node.Describe()}, so that nothing can be set in it");
        }

        JsonNodeAt Reject(string code, string message)
        {
            bag.Add(place, code, message);
            return node;
        }
    }

    private JsonNodeAt ValueOf(SettingOverride setting, SourcePlace place)
    {
        var mistakes = new DiagnosticBag();
        var parsed = LocatedJson.Parse(setting.Origin, Encoding.UTF8.GetBytes(setting.Value), mistakes);
        // What is no JSON is meant as a text: paths and names need no quotes on a command line.
        if (parsed is null) return JsonNodeAt.String(place, setting.Value);
        bag.AddRange(mistakes.Diagnostics.Select(mistake => mistake with { Place = place }));
        return parsed.MovedTo(place, bare: setting.Value);
    }

    private string[] CanonicalPath(IReadOnlyList<string> path)
    {
        var canonical = new List<string>();
        var at = shape;
        foreach (var key in path)
        {
            var lower = key.ToLowerInvariant();
            (var name, at) = at?.Under(lower, catalog) ?? (lower, null);
            canonical.Add(name);
        }
        return [.. canonical];
    }

    private static string Name(IReadOnlyList<string> path, int length) => length == 0 ? "the file" : $"'{string.Join('.', path.Take(length))}'";
}
