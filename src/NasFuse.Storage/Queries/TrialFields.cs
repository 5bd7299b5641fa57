using System.Collections.Immutable;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;
using NasFuse.Storage.Documents;

namespace NasFuse.Storage.Queries;

/// <summary>The fields that the rows of one study have: the fixed ones, and one per metric, class and choice that occurs.</summary>
internal sealed class TrialFields
{
    private static readonly ImmutableArray<TrialField> BeforeFamilies =
    [
        Number("number", trial => trial.Number),
        Text("state", trial => trial.State.ToString()),
        Text("architectureId", trial => trial.ArchitectureId),
    ];

    private static readonly ImmutableArray<TrialField> AfterObjectives =
    [
        Number("parameters", trial => trial.Parameters),
        Number("macs", trial => trial.Macs),
        Number("activationBytes", trial => trial.ActivationBytes),
        Number("epochs", trial => trial.Epochs),
        Number("seed", trial => trial.Seed),
        Text("device", trial => trial.Device),
        Number("duplicateOf", trial => trial.DuplicateOf),
        Text("error", trial => trial.Error),
        Text("proposed", trial => TrialDocument.TimeText(trial.Proposed)),
        Text("finished", trial => trial.Finished is { } time ? TrialDocument.TimeText(time) : null),
        new(["trainSeconds"], FieldKind.Number, trial => QueryValue.Of(trial.TrainSeconds)),
    ];

    private static readonly ImmutableArray<TrialField> OnRequest =
    [
        Text("architecture", trial => trial.Architecture),
        Text("latencyBackend", trial => trial.LatencyBackend),
        Number("attempts", trial => trial.Attempts),
        Number("evaluations", trial => trial.EvaluationCount),
    ];

    private readonly Dictionary<string, TrialField> _byName;
    private readonly Dictionary<string, ImmutableArray<TrialField>> _families;

    /// <summary>The fields of these trials.</summary>
    public TrialFields(IReadOnlyList<Trial> trials)
    {
        _families = new(StringComparer.OrdinalIgnoreCase)
        {
            ["objectives"] = [.. Names(trials, trial => trial.Metrics).Union(MetricNames.All).Select(name => Value("objectives", name, trial => trial.Metrics))],
            ["spread"] = [.. Names(trials, trial => trial.Spread).Select(name => Value("spread", name, trial => trial.Spread))],
            ["classIou"] = [.. Names(trials, trial => trial.ClassIou).Select(name => Value("classIou", name, trial => trial.ClassIou))],
            ["choices"] = [.. Names(trials, trial => trial.Assignment.Labels).Select(Choice)],
        };
        Default = [.. BeforeFamilies, .. _families["objectives"], .. AfterObjectives, .. _families["classIou"], .. _families["choices"]];
        // Names that differ by case only exist among choices: the exact one wins, and TryAdd keeps the first for all other spellings.
        _byName = new(StringComparer.OrdinalIgnoreCase);
        foreach (var field in Default.Concat(OnRequest).Concat(_families["spread"])) _byName.TryAdd(field.Name, field);
    }

    /// <summary>The fields of a row when nothing is selected.</summary>
    public ImmutableArray<TrialField> Default { get; }

    /// <summary>The field of that name, without regard to case, or null.</summary>
    public TrialField? Find(string name) =>
        Default.FirstOrDefault(field => field.Name == name) ?? _byName.GetValueOrDefault(name) ?? Absent(name);

    /// <summary>All fields of a family such as <c>objectives</c>, or null when there is no such family.</summary>
    public ImmutableArray<TrialField>? Family(string name) => _families.TryGetValue(name, out var fields) ? fields : null;

    /// <summary>What a person who wrote an unknown name may have meant.</summary>
    public string Hint(string name) =>
        _byName.Values.FirstOrDefault(field => field.Path.Count > 1 && field.Path[1].Equals(name, StringComparison.OrdinalIgnoreCase)) is { } member
            ? $"Did you mean '{member.Name}'?"
            : NearestName.Hint(name, _byName.Keys);

    // A study without a finished trial knows no classes yet; asking for one is no mistake then.
    private TrialField? Absent(string name) =>
        name.Split('.', 2) is [var family, var member] && _families.TryGetValue(family, out var members) && members.IsEmpty
            ? new TrialField([family, member], FieldKind.Label, _ => QueryValue.Null)
            : null;

    private static IEnumerable<string> Names<T>(IReadOnlyList<Trial> trials, Func<Trial, ImmutableSortedDictionary<string, T>> values) =>
        trials.SelectMany(trial => values(trial).Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static TrialField Number(string name, Func<Trial, Int128?> read) =>
        new([name], FieldKind.Number, trial => read(trial) is { } value ? QueryValue.Of(value) : QueryValue.Null);

    private static TrialField Text(string name, Func<Trial, string?> read) => new([name], FieldKind.Text, trial => QueryValue.Of(read(trial)));

    private static TrialField Value(string family, string name, Func<Trial, ImmutableSortedDictionary<string, double>> values) =>
        new([family, name], FieldKind.Number, trial => values(trial).TryGetValue(name, out var value) ? QueryValue.Of(value) : QueryValue.Null);

    private static TrialField Choice(string name) =>
        new(["choices", name], FieldKind.Label, trial => QueryValue.Of(trial.Assignment.Labels.GetValueOrDefault(name)));
}
