using NasFuse.Cli.CommandLine;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;

namespace NasFuse.Cli.Rendering;

/// <summary>One line about a front: its size, its hypervolume and the box that is measured in.</summary>
internal static class FrontLine
{
    /// <summary><c>front of 6 among 15 complete trials   hypervolume 0.6132   reference mIoU 0.000, latency 30.0 ms</c></summary>
    public static string Of(StoredStudy study, IReadOnlyList<Trial> front)
    {
        var (objectives, reference) = (study.Manifest.Objectives, study.Manifest.Reference);
        var share = TrialRanking.HypervolumeShare(study.Trials, objectives, reference);
        var complete = study.Trials.Count(trial => trial.State == TrialState.Complete);
        return $"front of {front.Count} among {complete} complete trials   hypervolume {share:F4}   reference {Corner(objectives, reference.Worst)}";
    }

    /// <summary>A corner of the reference box in the objectives' own units: <c>mIoU 0.000, latency 30.0 ms</c>.</summary>
    public static string Corner(IReadOnlyList<Objective> objectives, IReadOnlyList<double> costs) =>
        // AsCost is its own inverse.
        string.Join(", ", objectives.Select((objective, i) => $"{Show.Title(objective.Name)} {Show.Metric(objective.Name, objective.AsCost(costs[i]) + 0.0)}"));
}
