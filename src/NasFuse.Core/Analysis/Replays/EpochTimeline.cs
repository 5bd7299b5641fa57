using System.Collections.Immutable;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Analysis.Replays;

/// <summary>An epoch of a trial, as it came to its end among those of other trials.</summary>
/// <param name="Trial">The trial, as stored.</param>
/// <param name="Epoch">What the epoch gave.</param>
internal sealed record TimedEpoch(Trial Trial, EpochRecord Epoch);

/// <summary>The order in which workers reported the epochs of a study.</summary>
/// <remarks>
/// Stores keep how long each epoch took and when a trial ended, so times follow by counting back from the end; of a trial without an end, forward from when
/// it was proposed. Where a trial was interrupted, the epochs before the gap come out later than they were.
/// </remarks>
internal static class EpochTimeline
{
    /// <summary>The epochs of all trials that are neither duplicates nor repeats, in that order.</summary>
    public static ImmutableArray<TimedEpoch> Of(AnalysedStudy study) =>
    [
        .. from trial in study.Stored
           where trial.IsOriginal
           from timed in Times(trial, study.EpochsOf(trial.Number))
           orderby timed.Ended, trial.Number, timed.Epoch.Epoch
           select new TimedEpoch(trial, timed.Epoch),
    ];

    private static IEnumerable<(EpochRecord Epoch, DateTimeOffset Ended)> Times(Trial trial, IReadOnlyList<EpochRecord> epochs)
    {
        var at = trial.Finished is { } finished ? finished - TimeSpan.FromSeconds(epochs.Sum(epoch => epoch.Seconds)) : trial.Proposed;
        foreach (var epoch in epochs)
        {
            at += TimeSpan.FromSeconds(epoch.Seconds);
            yield return (epoch, at);
        }
    }
}
