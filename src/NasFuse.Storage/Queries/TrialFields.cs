using System.Collections.Immutable;
using NasFuse.Core.Diagnostics;
using NasFuse.Storage.Queries.Sources;

namespace NasFuse.Storage.Queries;

/// <summary>The fields that the rows of some studies have: the fixed ones, and one per metric, class and choice that occurs.</summary>
/// <remarks>Names of choices and classes are looked for when a query needs them: first among some trials, and among all before a name is refused.</remarks>
internal sealed class TrialFields
{
    private const int Sample = 300;

    private readonly IReadOnlyList<TrialSource> _sources;
    private readonly Dictionary<string, TrialField> _fixed;
    private readonly Dictionary<string,
        (ImmutableArray<TrialField>? Some, ImmutableArray<TrialField>? All)> _families = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _used = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _usedChoices = new(StringComparer.Ordinal);

    /// <summary>The fields of these trials.</summary>
    public TrialFields(IReadOnlyList<TrialSource> sources)
    {
        _sources = sources;
        _fixed = new(StringComparer.OrdinalIgnoreCase);
        foreach (var field in FixedFields.Usual(sources.Count > 1).Concat(FixedFields.OnRequest)) _fixed.TryAdd(field.Name, field);
    }

    /// <summary>What has to be read for all fields that were found.</summary>
    public TrialParts Used => new(_used, _usedChoices);

    /// <summary>The fields of a row when nothing is selected.</summary>
    public ImmutableArray<TrialField> Default()
    {
        var usual = FixedFields.Usual(_sources.Count > 1);
        var behind = usual.Select(field => field.Name).ToList().IndexOf(FixedFields.LastBeforeObjectives) + 1;
        return Use([.. usual[..behind], .. All("objectives"), .. usual[behind..], .. All("classIou"), .. All("choices")]);
    }

    /// <summary>The field of that name, without regard to case, or null.</summary>
    public TrialField? Find(string name) =>
        (_fixed.GetValueOrDefault(name) ?? (name.Split('.', 2) is [var family, _] && FieldFamilies.ByName.ContainsKey(family) ? Member(family, name)
            : null)) is { } field
            ? Use([field])[0] : null;

    /// <summary>All fields of a family such as <c>objectives</c>, or null when there is no such family.</summary>
    public ImmutableArray<TrialField>? Family(string name) => FieldFamilies.ByName.ContainsKey(name) ? Use(All(name))
        : name.Equals(FixedFields.ArchitectureFamily, StringComparison.OrdinalIgnoreCase)
            ? Use([.. FixedFields.OnRequest.Where(field => field.Path[0] == FixedFields.ArchitectureFamily)])
        : null;

    /// <summary>What a person who wrote an unknown name may have meant.</summary>
    public string Hint(string name)
    {
        var known = _fixed.Values.Concat(FieldFamilies.ByName.Keys.SelectMany(family => All(family))).ToArray();
        return known.FirstOrDefault(field => field.Path.Count > 1 && field.Path[1].Equals(name, StringComparison.OrdinalIgnoreCase)) is { } member
            ? $"Did you mean '{member.Name}'?"
            : NearestName.Hint(name, [.. known.Select(field => field.Name)]);
    }

    private TrialField? Member(string family, string name)
    {
        var entry = _families.GetValueOrDefault(family);
        if (entry.All is null && Named(entry.Some ??= Collect(family, Sample), name) is { } sampled)
        {
            _families[family] = entry;
            return sampled;
        }
        var all = All(family);
        // A study without a finished trial knows no classes yet; asking for one is no mistake then.
        return Named(all, name) ?? (all.IsEmpty ? new TrialField(name.Split('.', 2), FieldKind.Label, _ => QueryValue.Null) : null);
    }

    // Names that differ by case only exist among choices: the exact one wins, else the first.
    private static TrialField? Named(ImmutableArray<TrialField>? fields, string name) =>
        fields?.FirstOrDefault(field => field.Name == name) ?? fields?.FirstOrDefault(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private ImmutableArray<TrialField> All(string family)
    {
        var entry = _families.GetValueOrDefault(family);
        if (entry.All is { } all) return all;
        all = Collect(family, int.MaxValue);
        _families[family] = (entry.Some, all);
        return all;
    }

    private ImmutableArray<TrialField> Collect(string family, int trials) => FieldFamilies.ByName[family].Collect(
        _sources.SelectMany(source =>
            source.Read(new TrialParts(new HashSet<string>(StringComparer.OrdinalIgnoreCase) { FieldFamilies.ByName[family].Stored })).Take(trials)));

    private ImmutableArray<TrialField> Use(ImmutableArray<TrialField> fields)
    {
        foreach (var field in fields)
        {
            _used.Add(FixedFields.StoredIn(field));
            if (field.Path is ["choices", var choice]) _usedChoices.Add(choice);
        }
        return fields;
    }
}
