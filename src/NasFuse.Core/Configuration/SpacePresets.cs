using System.Text.Json;
using System.Text.RegularExpressions;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Configuration;

/// <summary>The key <c>presets</c> of a <c>space.json</c>: named sets of keys that replace those of the file, e.g. <c>"tiny": { "layers": 2 }</c>.</summary>
internal static partial class SpacePresets
{
    /// <summary>The key.</summary>
    public const string Key = "presets";

    /// <summary>Names of presets, as a regular expression.</summary>
    public const string NamePattern = "[A-Za-z][A-Za-z0-9_-]*";

    /// <summary>Most presets of a space.</summary>
    public const int MostPresets = 32;

    private static readonly string[] s_fixed = [Key, "kind", SpecificationReader.SchemaKey];

    /// <summary>The file as each preset makes it, by name; every value keeps its place.</summary>
    /// <param name="root">What stands in the file.</param>
    /// <param name="bag">Takes mistakes in the key itself; what a preset makes of the space is checked by whoever reads it.</param>
    public static IReadOnlyDictionary<string, JsonNodeAt> Read(JsonNodeAt root, DiagnosticBag bag)
    {
        var made = new Dictionary<string, JsonNodeAt>(StringComparer.Ordinal);
        if (root[Key] is not { } presets) return made;
        if (presets.Kind != JsonValueKind.Object)
            bag.Add(presets.Place, ErrorCodes.WrongType, $"'{Key}' must be an object {{ \"tiny\": {{ … }}, … }} but is {presets.Describe()}");
        if (presets.Members.Length > MostPresets)
            bag.Add(presets.Place, ErrorCodes.OutOfRange, $"'{Key}' may have {MostPresets} presets but has {presets.Members.Length}");
        foreach (var preset in presets.Members.Take(MostPresets))
        {
            if (IsSound(preset, bag)) made[preset.Name] = preset.Value.Members.Aggregate(root.Without(Key), (file, member) => file.With(member));
        }
        return made;
    }

    /// <summary>Notes that a preset is not there.</summary>
    public static void Reject(WantedPreset wanted, JsonNodeAt root, DiagnosticBag bag)
    {
        string[] known = [.. root[Key]?.Members.Select(member => member.Name) ?? []];
        var names = known.Length == 0 ? "the space has no presets" : $"known: {string.Join(", ", known)}";
        var near = NearestName.Find(wanted.Name, known) is { } name ? $" Did you mean '{name}'?" : "";
        bag.Add(wanted.Place, ErrorCodes.UnknownName, $"unknown preset {Excerpt.Quote(wanted.Name)}; {names}.{near}");
    }

    private static bool IsSound(JsonMemberAt preset, DiagnosticBag bag)
    {
        var before = bag.Diagnostics.Count;
        var path = $"'{Key}.{Excerpt.Of(preset.Name)}'";
        if (!Name().IsMatch(preset.Name))
            bag.Add(preset.NamePlace, ErrorCodes.OutOfRange, $"{path}: a preset's name is a letter, then letters, digits, '-' or '_'");
        if (preset.Value.Kind != JsonValueKind.Object)
            bag.Add(preset.Value.Place, ErrorCodes.WrongType, $"{path} must be an object with keys of the space but is {preset.Value.Describe()}");
        foreach (var member in preset.Value.Members.Where(member => s_fixed.Contains(member.Name)))
            bag.Add(member.NamePlace, ErrorCodes.UnknownKey, $"{path}: a preset cannot change '{member.Name}'");
        return bag.Diagnostics.Count == before;
    }

    [GeneratedRegex($@"^{NamePattern}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
