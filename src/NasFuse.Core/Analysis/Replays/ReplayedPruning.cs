using System.Collections.Immutable;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Analysis.Replays;

/// <summary>A trial that a pruner would have ended.</summary>
/// <param name="Trial">The trial, as stored: what became of it without.</param>
/// <param name="Epoch">1-based epoch after which it would have ended.</param>
/// <param name="Reason">What the pruner said.</param>
public sealed record ReplayedEnd(Trial Trial, int Epoch, string Reason);

/// <summary>A study beside what a pruner would have left of it. Immutable.</summary>
public sealed record ReplayedPruning
{
    internal ReplayedPruning(AnalysedStudy study, ImmutableArray<ReplayedEnd> ends, ImmutableArray<TimedEpoch> kept, ImmutableArray<TimedEpoch> all)
    {
        var ended = ends.Select(end => end.Trial.Number).ToHashSet();
        Trial[] left = [.. study.Complete.Where(trial => !ended.Contains(trial.Number))];
        Ends = ends;
        Trials = all.Select(timed => timed.Trial.Number).Distinct().Count();
        (Epochs, KeptEpochs) = (all.Length, kept.Length);
        (Seconds, KeptSeconds) = (all.Sum(timed => timed.Epoch.Seconds), kept.Sum(timed => timed.Epoch.Seconds));
        (Front, KeptFront) = (study.Front.Count, study.Front.Count(trial => !ended.Contains(trial.Number)));
        Hypervolume = TrialRanking.HypervolumeShare(study.Complete, study.Study.Objectives, study.Study.Reference);
        KeptHypervolume = TrialRanking.HypervolumeShare(left, study.Study.Objectives, study.Study.Reference);
    }

    /// <summary>The trials that would have ended early, by number.</summary>
    public ImmutableArray<ReplayedEnd> Ends { get; }

    /// <summary>Trials that reported an epoch.</summary>
    public int Trials { get; }

    /// <summary>Epochs that the study trained.</summary>
    public int Epochs { get; }

    /// <summary>Epochs that it would have trained.</summary>
    public int KeptEpochs { get; }

    /// <summary>Seconds of training and validation in the study, over all workers.</summary>
    public double Seconds { get; }

    /// <summary>Seconds that would have been spent.</summary>
    public double KeptSeconds { get; }

    /// <summary>Members of the study's front.</summary>
    public int Front { get; }

    /// <summary>Those of them that would have been trained to their end.</summary>
    public int KeptFront { get; }

    /// <summary>Dominated share of the study's box, 0..1.</summary>
    public double Hypervolume { get; }

    /// <summary>The same without the trials that would have ended.</summary>
    public double KeptHypervolume { get; }

    /// <summary>Share of the epochs that would have been saved, 0..1.</summary>
    public double SavedEpochs => Epochs == 0 ? 0 : 1 - (double)KeptEpochs / Epochs;

    /// <summary>Share of the seconds that would have been saved, 0..1.</summary>
    public double SavedSeconds => Seconds > 0 ? 1 - KeptSeconds / Seconds : 0;

    /// <summary>Share of the hypervolume that would have been kept, 0..1; 1 where there is none.</summary>
    public double KeptShare => Hypervolume > 0 ? KeptHypervolume / Hypervolume : 1;
}
