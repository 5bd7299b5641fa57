using System.Collections.Immutable;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Repeats;

namespace NasFuse.Core.Noise;

/// <summary>Where the noise of an objective comes from.</summary>
public enum NoiseSource
{
    /// <summary>It has none: counted, not measured.</summary>
    Exact,

    /// <summary>Measured: architectures were evaluated several times.</summary>
    Repeats,

    /// <summary>Latency only: from the spread of the passes of one measurement, see <see cref="LatencyNoise"/>.</summary>
    Passes,

    /// <summary>Nothing was evaluated twice.</summary>
    Unknown,
}

/// <summary>The noise of one objective in a study.</summary>
/// <param name="Objective">The objective.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Estimate">Noise of one evaluation; relative to the value for latency; null when it comes from passes (each trial has its own) or is
/// unknown.</param>
public sealed record ObjectiveNoise(Objective Objective, NoiseSource Source, NoiseEstimate? Estimate);

/// <summary>What a study knows about the noise of its objectives. Immutable.</summary>
public sealed class StudyNoise
{
    private readonly int _epochs;

    private StudyNoise(ImmutableArray<ObjectiveNoise> objectives, int epochs) => (Objectives, _epochs) = (objectives, epochs);

    /// <summary>One per objective, in order.</summary>
    public ImmutableArray<ObjectiveNoise> Objectives { get; }

    /// <summary>True when the noise of every objective is known.</summary>
    public bool IsKnown => Objectives.All(noise => noise.Source != NoiseSource.Unknown);

    /// <summary>Estimates the noise from the trials of a study.</summary>
    /// <param name="trials">As stored, with their repeats.</param>
    /// <param name="objectives">What is optimised.</param>
    /// <param name="epochs">The full budget; only evaluations at it are compared.</param>
    public static StudyNoise Of(IReadOnlyList<Trial> trials, IReadOnlyList<Objective> objectives, int epochs)
    {
        var evaluations = trials.Select(trial => trial.Evaluations(epochs)).Where(list => list.Count > 0).ToArray();
        return new StudyNoise([.. objectives.Select(objective => NoiseOf(objective, evaluations))], epochs);
    }

    /// <summary>
    /// The means of a trial's evaluations with their errors; null when it has no evaluation at the full budget, lacks a value, or the noise is unknown.
    /// </summary>
    /// <param name="trial">As stored, with its repeats.</param>
    public NoisyAlternative? AlternativeOf(Trial trial)
    {
        var evaluations = trial.Evaluations(_epochs);
        if (!IsKnown || evaluations.Count == 0) return null;
        ImmutableArray<NoisyCost> costs = [.. Objectives.Select(noise => CostOf(noise, evaluations))];
        return costs.All(cost => double.IsFinite(cost.Mean)) ? new NoisyAlternative(trial.Number, costs) : null;
    }

    /// <summary>Standard deviation of one evaluation with a given value, in the objective's unit.</summary>
    /// <param name="noise">The objective's noise.</param>
    /// <param name="metrics">Metrics of the trial.</param>
    public static double DeviationOf(ObjectiveNoise noise, IReadOnlyDictionary<string, double> metrics) => noise.Source switch
    {
        NoiseSource.Passes => LatencyNoise.OfPasses(metrics, noise.Objective.Name),
        NoiseSource.Repeats when IsRelative(noise.Objective) => noise.Estimate!.StandardDeviation * metrics.GetValueOrDefault(noise.Objective.Name, double.NaN),
        NoiseSource.Repeats => noise.Estimate!.StandardDeviation,
        NoiseSource.Exact => 0,
        _ => double.NaN,
    };

    private static NoisyCost CostOf(ObjectiveNoise noise, IReadOnlyList<ImmutableSortedDictionary<string, double>> evaluations)
    {
        var mean = evaluations.Average(metrics => metrics.GetValueOrDefault(noise.Objective.Name, double.NaN));
        var deviation = evaluations.Average(metrics => DeviationOf(noise, metrics));
        return new NoisyCost(
            noise.Objective.AsCost(mean),
            IsRepeated(noise.Objective) ? deviation / Math.Sqrt(evaluations.Count) : deviation, noise.Estimate?.DegreesOfFreedom ?? double.PositiveInfinity);
    }

    private static ObjectiveNoise NoiseOf(Objective objective, IReadOnlyList<ImmutableSortedDictionary<string, double>>[] evaluations)
    {
        if (MetricNames.Static.Contains(objective.Name)) return new ObjectiveNoise(objective, NoiseSource.Exact, NoiseEstimate.Exact);
        var groups = evaluations.Select(list => list.Select(metrics => metrics.GetValueOrDefault(objective.Name, double.NaN)).Where(double.IsFinite).ToArray());
        if (IsRepeated(objective) && (IsRelative(objective) ? NoiseEstimate.PoolRelative(groups) : NoiseEstimate.Pool(groups)) is { } repeated)
            return new ObjectiveNoise(objective, NoiseSource.Repeats, repeated);
        var hasPasses = IsRelative(objective) && evaluations.Length > 0 && evaluations.All(list => list[0].ContainsKey(MetricNames.P95Of(objective.Name)));
        return new ObjectiveNoise(objective, hasPasses ? NoiseSource.Passes : NoiseSource.Unknown, null);
    }

    /// <summary>Repeats take over what devices of a class measured, so that they tell nothing about its noise.</summary>
    private static bool IsRepeated(Objective objective) => DeviceClass.Of(objective.Name) is null;

    private static bool IsRelative(Objective objective) => MetricNames.IsLatency(objective.Name);
}
