using System.Collections.Immutable;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;

namespace NasFuse.Storage.Queries;

/// <summary>Fields whose names a study chooses: one per metric, class or choice.</summary>
/// <param name="Stored">What of a trial has to be read for them.</param>
/// <param name="NamesOf">Names that a trial has.</param>
/// <param name="Always">Names that every study has.</param>
/// <param name="Create">The field of a name.</param>
internal sealed record FieldFamily(string Stored, Func<Trial, IEnumerable<string>> NamesOf, IEnumerable<string> Always, Func<string, TrialField> Create)
{
    /// <summary>The fields that occur in trials, by name.</summary>
    public ImmutableArray<TrialField> Collect(IEnumerable<Trial> trials)
    {
        var names = new HashSet<string>(Always, StringComparer.Ordinal);
        foreach (var trial in trials) names.UnionWith(NamesOf(trial));
        return [.. names.Order(StringComparer.Ordinal).Select(Create)];
    }
}

/// <summary>All families.</summary>
internal static class FieldFamilies
{
    /// <summary>The families by name: <c>objectives spread classIou choices</c>.</summary>
    public static IReadOnlyDictionary<string, FieldFamily> ByName { get; } = new Dictionary<string, FieldFamily>(StringComparer.OrdinalIgnoreCase)
    {
        ["objectives"] = Values("objectives", "objectives", MetricNames.All, trial => trial.Metrics),
        ["spread"] = Values("spread", "objectives", [], trial => trial.Spread),
        ["classIou"] = Values("classIou", "classIou", [], trial => trial.ClassIou),
        ["choices"] = new("choices", trial => trial.Assignment.Labels.Keys, [], name =>
            new TrialField(["choices", name], FieldKind.Label, row => QueryValue.Of(row.Trial.Assignment.Labels.GetValueOrDefault(name)))),
    };

    private static FieldFamily Values(string family, string stored, IEnumerable<string> always, Func<Trial, ImmutableSortedDictionary<string,
        double>> values) =>
        new(stored, trial => values(trial).Keys, always, name => new TrialField(
            [family, name], FieldKind.Number, row => values(row.Trial).TryGetValue(name, out var value) ? QueryValue.Of(value) : QueryValue.Null));
}
