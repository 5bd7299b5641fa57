using System.Collections.Immutable;
using System.Globalization;
using NasFuse.Core.Noise;
using NasFuse.Core.Objectives;
using NasFuse.Core.Reproducibility;

namespace NasFuse.Core.Pruners;

/// <summary>Compares a trial with rivals at equal budget.</summary>
/// <param name="context">What is known.</param>
/// <param name="noise">Noise of the trained objectives.</param>
/// <param name="forecast">What complete trials say about the end, or null when they are too few.</param>
internal sealed class ParetoComparison(PrunerContext context, IReadOnlyDictionary<string, NoiseEstimate> noise, EndForecast? forecast)
{
    /// <summary>
    /// Probability that no rival dominates the trial: the larger of those for now and for the end; <paramref name="enough"/> where it is at least that.
    /// </summary>
    /// <param name="rivals">Trials with an evaluation after the same epoch.</param>
    /// <param name="enough">Probability from which on the trial is spared.</param>
    public double ChanceOfFront(IReadOnlyList<LearningCurve> rivals, double enough)
    {
        if (forecast is null || OwnEnd() is not { } end) return enough;
        var now = NoisyMembership.Probability(Now(context.Trial), [.. rivals.Select(Now)], enough, Stream("now"));
        if (now >= enough) return enough;
        return Math.Max(now, NoisyMembership.Probability(end, [.. rivals.Select(EndOf).OfType<ImmutableArray<NoisyCost>>()], enough, Stream("end")));
    }

    /// <summary>Probability that a rival dominates the trial at equal budget.</summary>
    public double ProbabilityOfDominance(LearningCurve rival) => NoisyDominance.Probability(Now(rival).AsSpan(), Now(context.Trial).AsSpan());

    /// <summary><c>dominated, most likely by #3 (miou 0.41 ± 0.01 vs 0.3, macs 1200 vs 1400); on the front with probability 0.012</c></summary>
    /// <param name="rival">The rival that dominates most likely.</param>
    /// <param name="chance">Probability that none does.</param>
    public string Describe(LearningCurve rival, double chance)
    {
        var parts = context.Objectives.Zip(Now(rival), Now(context.Trial)).Select(pair => Describe(pair.First, pair.Second, pair.Third));
        return $"dominated, most likely by #{rival.Number} ({string.Join(", ", parts)}); on the front with probability {Probability(chance)}";
    }

    private ImmutableArray<NoisyCost> Now(LearningCurve curve) => curve.NoisyCosts(context.Objectives, objective => At(curve, objective))!.Value;

    private ImmutableArray<NoisyCost>? OwnEnd() =>
        context.Trial.NoisyCosts(context.Objectives, objective => forecast!.OfTrial(context.Trial, objective, At(context.Trial, objective)));

    private ImmutableArray<NoisyCost>? EndOf(LearningCurve rival) => rival.NoisyCosts(context.Objectives, objective =>
        rival.IsComplete ? Trained(rival.Evaluations[^1], objective) : forecast!.OfRival(rival, objective, At(rival, objective)));

    private NoisyCost At(LearningCurve curve, Objective objective) => Trained(curve.At(context.Epoch)!, objective);

    private Random Stream(string purpose) => RandomStreams.Create(context.Seed, $"pareto {purpose}", context.Trial.Number, context.Epoch);

    private NoisyCost Trained(Evaluation evaluation, Objective objective) => new(
        objective.AsCost(evaluation.Value(objective.Name)), noise[objective.Name].StandardDeviation, noise[objective.Name].DegreesOfFreedom);

    private static string Describe(Objective objective, NoisyCost theirs, NoisyCost own) =>
        $"{objective.Name} {Number(objective, theirs.Mean)}{PlusMinus(theirs.Error)} vs {Number(objective, own.Mean)}";

    private static string Probability(double chance) => chance < 0.0005 ? "below 0.001" : chance.ToString("F3", CultureInfo.InvariantCulture);

    // AsCost is its own inverse.
    private static string Number(Objective objective, double cost) => Number(objective.AsCost(cost));

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 1000 ? "F0" : "G3", CultureInfo.InvariantCulture);

    private static string PlusMinus(double error) => error > 0 ? $" ± {error.ToString("G2", CultureInfo.InvariantCulture)}" : "";
}
