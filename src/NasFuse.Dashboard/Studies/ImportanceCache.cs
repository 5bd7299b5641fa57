using System.Collections.Concurrent;
using NasFuse.Core.Analysis.Importance;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;

namespace NasFuse.Dashboard.Studies;

/// <summary>Keeps how much each choice decides: a forest is grown once per study, target and number of complete trials. Thread-safe.</summary>
public sealed class ImportanceCache
{
    // The newest say enough, and growing a forest on more would take seconds.
    private const int MostTrials = 2_000;

    private readonly ConcurrentDictionary<(string Study, string Target), Kept> _known = new();

    /// <summary>Names of the targets of a study: its objectives, and all together.</summary>
    public static IReadOnlyList<string> TargetsOf(StudyView view) =>
        [ChoiceImportance.HypervolumeTarget, .. view.Objectives.Select(objective => objective.Name)];

    /// <summary>How much each choice decides.</summary>
    /// <param name="view">The study.</param>
    /// <param name="target">One of <see cref="TargetsOf"/>, or null for all objectives together.</param>
    /// <exception cref="UserErrorException">The study has no such target.</exception>
    public ChoiceImportance Of(StudyView view, string? target)
    {
        var targets = TargetsOf(view);
        var name = string.IsNullOrEmpty(target) ? targets[0] : target;
        if (!targets.Contains(name))
            throw new UserErrorException(
                new SourcePlace("target"), ErrorCodes.UnknownName, $"'{name}' is no objective of study '{view.Name}'. {NearestName.Hint(name, [.. targets])}");
        var state = (view.Manifest.Created, view.Counts.GetValueOrDefault(TrialState.Complete));
        return _known.AddOrUpdate((view.Name, name), _ => Grow(), (_, known) => known.State == state ? known : Grow()).Importance.Value;

        Kept Grow() => new(state, new(() => Learn(view, name)));
    }

    private static ChoiceImportance Learn(StudyView view, string target)
    {
        var trials = view.Trials.TakeLast(MostTrials);
        return view.Objectives.FirstOrDefault(objective => objective.Name == target) is { } objective
            ? ChoiceImportance.Of(trials, objective)
            : ChoiceImportance.OfHypervolume(trials, view.Objectives, view.Manifest.Reference);
    }

    private sealed record Kept((string? Created, int Complete) State, Lazy<ChoiceImportance> Importance);
}
