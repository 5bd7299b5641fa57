using System.Collections.Immutable;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Objectives;

/// <summary>The box in which the hypervolume of a study is measured. Chosen once, when the study is created, so that all of its hypervolumes compare.</summary>
/// <param name="Ideal">Best thinkable cost of each objective.</param>
/// <param name="Worst">Worst cost of interest of each objective: the reference point, larger than the ideal.</param>
/// <remarks>Costs are turned so that smaller is better (<see cref="Objective.AsCost"/>). Immutable and thread-safe.</remarks>
public sealed record ReferencePoint(ImmutableArray<double> Ideal, ImmutableArray<double> Worst)
{
    /// <summary>Milliseconds beyond which latency is of no interest when neither a constraint nor the study's reference says otherwise.</summary>
    public const double DefaultLatencyMs = 100;

    /// <summary>Chooses the box: every metric ranges from 0 to its upper end, unless the study gives a reference.</summary>
    /// <param name="objectives">The objectives, each with the worst value of interest if the study gives one.</param>
    /// <param name="constraints">The study's hard bounds.</param>
    /// <param name="largestSampled">Largest value of a static metric among sampled architectures; asked only where nothing else gives an upper end.</param>
    /// <remarks>
    /// Upper ends: 1 for <c>miou</c> and <c>pixelAccuracy</c>; for the rest the bound of a constraint; without one
    /// <see cref="DefaultLatencyMs"/> for <c>latencyMs</c> and the largest sampled value for static metrics.
    /// </remarks>
    /// <exception cref="UserErrorException">A given reference is not worse than the best value.</exception>
    public static ReferencePoint Choose(
        IReadOnlyList<(Objective Objective, double? Reference)> objectives, IReadOnlyList<Constraint> constraints, Func<string, double> largestSampled)
    {
        var mistakes = new DiagnosticBag();
        var (ideal, worst) = (new double[objectives.Count], new double[objectives.Count]);
        for (var i = 0; i < objectives.Count; i++)
        {
            var (objective, given) = objectives[i];
            var minimized = objective.Direction == Direction.Minimize;
            var best = minimized ? 0 : UpperEnd(objective.Name);
            var far = given ?? (minimized ? UpperEnd(objective.Name) : 0);
            (ideal[i], worst[i]) = (objective.AsCost(best), objective.AsCost(far));
            if (!(worst[i] > ideal[i]))
                mistakes.Add(new SourcePlace($"objectives[{i}].reference"), ErrorCodes.OutOfRange,
                    $"the reference of '{objective.Name}' must be worse than its best value {best} but was {far}");
        }
        mistakes.ThrowIfAny();
        return new ReferencePoint([.. ideal], [.. worst]);

        double UpperEnd(string metric) =>
            metric is MetricNames.MeanIou or MetricNames.PixelAccuracy ? 1
            : constraints.Where(c => c.Metric == metric && c.Comparison is ("<" or "<=") && c.Bound > 0).Min(c => (double?)c.Bound)
                ?? (MetricNames.IsLatency(metric) ? DefaultLatencyMs : largestSampled(metric));
    }

    /// <summary>The smallest box that holds all boxes.</summary>
    /// <param name="boxes">Boxes of the same objectives, at least one.</param>
    public static ReferencePoint Around(IReadOnlyList<ReferencePoint> boxes)
    {
        var objectives = Enumerable.Range(0, boxes[0].Ideal.Length).ToArray();
        return new ReferencePoint([.. objectives.Select(i => boxes.Min(box => box.Ideal[i]))], [.. objectives.Select(i => boxes.Max(box => box.Worst[i]))]);
    }

    /// <summary>Dominated share of the box, 0..1.</summary>
    /// <param name="costs">Cost vectors; costs better than the ideal count as ideal.</param>
    public double Share(IReadOnlyList<double[]> costs)
    {
        var clipped = costs.Select(point => point.Select((cost, i) => Math.Max(cost, Ideal[i])).ToArray()).ToArray();
        return Hypervolume.Compute(clipped, Worst.AsSpan()) / Hypervolume.Compute([[.. Ideal]], Worst.AsSpan());
    }

    /// <summary>Compares by content.</summary>
    public bool Equals(ReferencePoint? other) => other is not null && Ideal.SequenceEqual(other.Ideal) && Worst.SequenceEqual(other.Worst);

    /// <inheritdoc/>
    public override int GetHashCode() => Ideal.Concat(Worst).Aggregate(0, HashCode.Combine);
}
