using System.Collections.Immutable;
using NasFuse.Core.Pruners;

namespace NasFuse.Core.Studies;

/// <summary>What a duplicate takes over from the trial whose architecture it has: what was measured; what a pruned trial had reached is no result.</summary>
internal static class DuplicateTrials
{
    /// <summary>Metrics of a duplicate.</summary>
    public static ImmutableSortedDictionary<string, double> MetricsFrom(this Trial duplicate, Trial original) =>
        duplicate.Metrics.SetItems(original.State == TrialState.Pruned ? original.Metrics.Where(metric => !Evaluation.Has(metric.Key)) : original.Metrics);

    /// <summary>Intersections over union that duplicates have.</summary>
    public static ImmutableSortedDictionary<string, double> ClassIouForDuplicates(this Trial original) =>
        original.State == TrialState.Pruned ? ImmutableSortedDictionary<string, double>.Empty : original.ClassIou;
}
