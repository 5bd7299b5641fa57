using System.Collections.Immutable;
using NasFuse.Core.Studies;

namespace NasFuse.Cli.Progress;

/// <summary>A trial that a worker has at the moment.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Epoch">1-based epoch under way; 0 before the first step.</param>
/// <param name="Fraction">Share of the epoch's steps that are done, 0..1.</param>
/// <param name="Loss">Loss of the last step.</param>
/// <param name="Last">The last epoch that ended, or null.</param>
internal sealed record ActiveTrial(int Number, int Epoch, double Fraction, double Loss, EpochRecord? Last);

/// <summary>How a study stands at one moment.</summary>
/// <param name="Study">The study.</param>
/// <param name="Trials">All trials, newest versions.</param>
/// <param name="Active">Trials under evaluation.</param>
/// <param name="Front">The Pareto front.</param>
/// <param name="HypervolumeShare">Dominated share of the reference box, 0..1.</param>
/// <param name="Remaining">Estimated time to go, or null when nothing is known yet.</param>
internal sealed record StudySnapshot(
    Study Study, ImmutableArray<Trial> Trials, ImmutableArray<ActiveTrial> Active, ImmutableArray<Trial> Front, double HypervolumeShare, TimeSpan? Remaining)
{
    /// <summary>Trials that ended.</summary>
    public int Ended => Trials.Count(trial => trial.State.IsFinal());
}
