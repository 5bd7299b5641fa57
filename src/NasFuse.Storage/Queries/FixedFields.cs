using System.Collections.Immutable;
using NasFuse.Core.Architectures;
using NasFuse.Core.Studies;
using NasFuse.Storage.Documents;

namespace NasFuse.Storage.Queries;

/// <summary>Fields that every trial has.</summary>
internal static class FixedFields
{
    /// <summary>The objectives stand behind this one.</summary>
    public const string LastBeforeObjectives = "architectureId";

    /// <summary>First part of the names of what an architecture consists of.</summary>
    public const string ArchitectureFamily = "arch";

    private static readonly TrialField Study = new(["study"], FieldKind.Text, row => QueryValue.Of(row.Study));

    private static readonly ImmutableArray<TrialField> Always =
    [
        Number("number", trial => trial.Number),
        Text("state", trial => trial.State.ToString()),
        Text(LastBeforeObjectives, trial => trial.ArchitectureId),
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
        new(["trainSeconds"], FieldKind.Number, row => QueryValue.Of(row.Trial.TrainSeconds)),
    ];

    /// <summary>Fields that are there only when they are named.</summary>
    public static ImmutableArray<TrialField> OnRequest { get; } =
    [
        Study,
        Text("architecture", trial => trial.Architecture),
        Text("latencyBackend", trial => trial.LatencyBackend),
        Number("attempts", trial => trial.Attempts),
        Number("repeatOf", trial => trial.RepeatOf),
        Number("evaluations", trial => trial.EvaluationCount),
        Outline("nodes", outline => outline.Nodes),
        Outline("edges", outline => outline.Edges),
        Outline("maxWidth", outline => outline.MaxWidth),
        Outline("operators", outline => outline.Operators),
        Outline("fusions", outline => outline.Fusions),
        Outline("alignSteps", outline => outline.AlignSteps),
        Outline("scales", outline => outline.Scales),
    ];

    /// <summary>The usual fields, without families.</summary>
    /// <param name="severalStudies">True when rows of several studies stand together: then each names its study first.</param>
    public static ImmutableArray<TrialField> Usual(bool severalStudies) => severalStudies ? [Study, .. Always] : Always;

    /// <summary>What of a trial has to be read for a field.</summary>
    public static string StoredIn(TrialField field) => field.Path[0] switch
    {
        ArchitectureFamily => "architecture",
        "evaluations" => "state",
        "spread" => "objectives",
        var name => name,
    };

    private static TrialField Number(string name, Func<Trial, Int128?> read) =>
        new([name], FieldKind.Number, row => read(row.Trial) is { } value ? QueryValue.Of(value) : QueryValue.Null);

    private static TrialField Text(string name, Func<Trial, string?> read) => new([name], FieldKind.Text, row => QueryValue.Of(read(row.Trial)));

    private static TrialField Outline(string name, Func<ArchitectureOutline, int> read) =>
        new([ArchitectureFamily, name], FieldKind.Number, row => QueryValue.Of((Int128)read(row.Outline)));

    private static TrialField Outline(string name, Func<ArchitectureOutline, ImmutableSortedSet<string>> read) =>
        new([ArchitectureFamily, name], FieldKind.Names, row => QueryValue.Of(string.Join(' ', read(row.Outline))));
}
