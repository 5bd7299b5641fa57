using System.Collections.Immutable;
using NasFuse.Core.Objectives;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;

namespace NasFuse.Dashboard.Studies;

/// <summary>How a study stands at one moment. Immutable and thread-safe.</summary>
public sealed record StudyView
{
    /// <summary>Name of the study.</summary>
    public required string Name { get; init; }

    /// <summary>Counts up with every change.</summary>
    public required int Version { get; init; }

    /// <summary>Its record.</summary>
    public required RunManifest Manifest { get; init; }

    /// <summary>All trials by number, each with the means of its evaluations.</summary>
    public required ImmutableArray<Trial> Trials { get; init; }

    /// <summary>The Pareto front, best first objective first.</summary>
    public required ImmutableArray<Trial> Front { get; init; }

    /// <summary>How the front grew, in the order in which trials ended.</summary>
    public required ImmutableArray<GrowthPoint> Growth { get; init; }

    /// <summary>Trials under evaluation.</summary>
    public required ImmutableArray<RunningTrial> Running { get; init; }

    /// <summary>Number of trials in each state that occurs.</summary>
    public required ImmutableSortedDictionary<TrialState, int> Counts { get; init; }

    /// <summary>True when the search runs in this process.</summary>
    public required bool IsLive { get; init; }

    /// <summary>When something changed last: the newest end or proposal of a trial.</summary>
    public required DateTimeOffset? LastChange { get; init; }

    /// <summary>What is optimised.</summary>
    public IReadOnlyList<Objective> Objectives => Manifest.Objectives;

    /// <summary>Dominated share of the reference box, 0..1.</summary>
    public double Hypervolume => Growth.IsEmpty ? 0 : Growth[^1].Share;

    /// <summary>Trials that ended.</summary>
    public int Ended => Counts.Where(pair => pair.Key.IsFinal()).Sum(pair => pair.Value);

    /// <summary>Trials of the budget, or null when only time bounds the study.</summary>
    public int? Budget => Manifest.Study.Study.Budget.Trials;

    /// <summary>Epochs of a whole training.</summary>
    public int Epochs => Manifest.Study.Study.Training.Epochs;

    /// <summary>Name of the sampler.</summary>
    public string Sampler => Manifest.Sampler;

    /// <summary>What the study is doing.</summary>
    public StudyState State =>
        Counts.ContainsKey(TrialState.Running) ? StudyState.Running : Ended >= Budget ? StudyState.Ended : StudyState.Paused;

    /// <summary>The trial of a number, or null.</summary>
    public Trial? Find(int number)
    {
        // Numbers have no gaps, but a reader need not rely on that.
        if (number >= 0 && number < Trials.Length && Trials[number].Number == number) return Trials[number];
        return Trials.FirstOrDefault(trial => trial.Number == number);
    }

    /// <summary>
    /// Estimated time to go: the mean training time of the last evaluated trials times what is left, shared among the trials under evaluation. Null when
    /// nothing runs or nothing is known yet.
    /// </summary>
    public TimeSpan? Remaining()
    {
        const int Recent = 20;
        double[] seconds = [.. Trials.Where(trial => trial.State.IsEvaluated()).TakeLast(Recent).Select(trial => trial.TrainSeconds)];
        if (State != StudyState.Running || Budget is not { } budget || seconds.Length == 0) return null;
        var underWay = Running.Sum(trial => Math.Min(1, trial.EpochsDone / Epochs));
        var evaluatedShare = (double)Trials.Count(trial => trial.State.IsEvaluated()) / Math.Max(1, Ended);
        return TimeSpan.FromSeconds(seconds.Average() * evaluatedShare * Math.Max(0, budget - Ended - underWay) / Math.Max(1, Running.Length));
    }
}
