using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;
using NasFuse.Dashboard.Studies;

namespace NasFuse.Dashboard.Api;

/// <summary>The best complete trial by one objective.</summary>
/// <param name="Objective">The objective.</param>
/// <param name="Direction">Which way is better.</param>
/// <param name="Trial">Number of the trial, or null without complete trials.</param>
/// <param name="Value">Its value, in the metric's unit.</param>
public sealed record BestTrial(string Objective, Direction Direction, int? Trial, double? Value);

/// <summary>How a study stands, in a few numbers.</summary>
/// <param name="Name">Name of the study.</param>
/// <param name="State">What it is doing.</param>
/// <param name="IsLive">True when the search runs in the process that answers.</param>
/// <param name="Version">Counts up with every change.</param>
/// <param name="Data">Name of the data set.</param>
/// <param name="Space">Name of the search space.</param>
/// <param name="Sampler">Name of the sampler.</param>
/// <param name="Trials">Trials that there are.</param>
/// <param name="Ended">Trials that ended.</param>
/// <param name="Budget">Trials of the budget, or null when only time bounds the study.</param>
/// <param name="Counts">Trials by state.</param>
/// <param name="Front">Trials on the Pareto front.</param>
/// <param name="Hypervolume">Dominated share of the reference box, 0..1.</param>
/// <param name="Best">The best by each objective.</param>
/// <param name="RemainingSeconds">Estimated time to go, or null when nothing runs or is known.</param>
/// <param name="LastChange">When a trial was proposed or ended last, UTC.</param>
public sealed record StudyOverview(
    string Name, StudyState State, bool IsLive, int Version, string Data, string Space, string Sampler, int Trials, int Ended, int? Budget,
    IReadOnlyDictionary<string, int> Counts, int Front, double Hypervolume, IReadOnlyList<BestTrial> Best, double? RemainingSeconds, DateTimeOffset? LastChange)
{
    /// <summary>That of a view.</summary>
    public static StudyOverview Of(StudyView view) => new(
        view.Name, view.State, view.IsLive, view.Version, view.Manifest.Data.Name, view.Manifest.Study.SpaceName, view.Sampler, view.Trials.Length,
            view.Ended, view.Budget,
        view.Counts.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value), view.Front.Length, view.Hypervolume, BestOf(view),
        view.Remaining()?.TotalSeconds, view.LastChange);

    /// <summary>The best trial by each objective; it is on the front.</summary>
    public static IReadOnlyList<BestTrial> BestOf(StudyView view) =>
    [
        .. view.Objectives.Select(objective => TrialRanking.Best(view.Front, objective) is { } best
            ? new BestTrial(objective.Name, objective.Direction, best.Number, best.Metrics[objective.Name])
            : new BestTrial(objective.Name, objective.Direction, null, null)),
    ];
}
