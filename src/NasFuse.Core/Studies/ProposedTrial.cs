using System.Collections.Immutable;
using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Objectives;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Studies;

/// <summary>Makes trials out of architectures that nobody has evaluated yet.</summary>
public static class ProposedTrial
{
    /// <summary>A trial in state <see cref="TrialState.Proposed"/> with what follows from the graph alone.</summary>
    /// <param name="number">0-based number within the study.</param>
    /// <param name="architecture">What it evaluates.</param>
    /// <param name="assignment">The choices that led to it.</param>
    /// <param name="size">Image size to count at.</param>
    /// <param name="seed">Seed of everything random in it.</param>
    /// <param name="proposed">When it was proposed, UTC.</param>
    public static Trial Of(int number, Architecture architecture, Assignment assignment, Size size, ulong seed, DateTimeOffset proposed)
    {
        var cost = GraphCost.Of(architecture.Lower(size).Deployed());
        return new Trial
        {
            Number = number,
            State = TrialState.Proposed,
            ArchitectureId = ArchitectureId.Of(architecture),
            Architecture = ArchitectureText.Format(architecture),
            Assignment = assignment,
            Seed = seed,
            Parameters = cost.Parameters,
            Macs = cost.Macs,
            ActivationBytes = cost.ActivationBytes,
            Metrics = StaticMetrics(cost),
            Proposed = proposed,
        };
    }

    private static ImmutableSortedDictionary<string, double> StaticMetrics(GraphCost cost) => ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
    [
        KeyValuePair.Create(MetricNames.Parameters, (double)cost.Parameters),
        KeyValuePair.Create(MetricNames.Macs, (double)cost.Macs),
        KeyValuePair.Create(MetricNames.ActivationBytes, (double)cost.ActivationBytes),
    ]);
}
