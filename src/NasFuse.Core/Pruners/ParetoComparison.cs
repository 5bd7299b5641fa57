using System.Globalization;
using NasFuse.Core.Noise;
using NasFuse.Core.Objectives;

namespace NasFuse.Core.Pruners;

/// <summary>Compares a trial with rivals at equal budget.</summary>
/// <param name="context">What is known.</param>
/// <param name="noise">Noise of the trained objectives.</param>
/// <param name="forecast">What complete trials say about the end, or null when they are too few.</param>
internal sealed class ParetoComparison(PrunerContext context, IReadOnlyDictionary<string, NoiseEstimate> noise, EndForecast? forecast)
{
    /// <summary>True when the other was evaluated after the same epoch and is nowhere worse in what is known before training.</summary>
    /// <remarks>A slower one could not dominate anyhow, and latency owes nothing to the luck of a training: it need not count among the comparisons.</remarks>
    public static bool IsRival(LearningCurve other, PrunerContext context) =>
        other.CostsAt(context.Epoch, context.Objectives) is not null
        && context.Objectives.Where(objective => !Evaluation.Has(objective.Name))
            .All(objective => other.KnownCost(objective).Mean <= context.Trial.KnownCost(objective).Mean);

    /// <summary>Probability that the rival dominates the trial: the smaller of those for now and for the end.</summary>
    /// <param name="rival">A rival.</param>
    /// <param name="enough">The end is looked at only when the probability for now is above this.</param>
    public double ProbabilityOfDominance(LearningCurve rival, double enough)
    {
        NoisyCost[] theirs = [.. Costs(rival)], own = [.. Costs(context.Trial)];
        var now = NoisyDominance.Probability(theirs, own);
        return now > enough ? Math.Min(now, AtTheEnd(rival, theirs, own)) : now;
    }

    /// <summary><c>dominated by #3 (miou 0.41 ± 0.01 vs 0.3, macs 1200 vs 1400)</c></summary>
    public string Describe(LearningCurve rival)
    {
        var parts = context.Objectives.Zip(Costs(rival), Costs(context.Trial)).Select(pair => Describe(pair.First, pair.Second, pair.Third));
        return $"dominated by #{rival.Number} ({string.Join(", ", parts)})";
    }

    private double AtTheEnd(LearningCurve rival, NoisyCost[] theirs, NoisyCost[] own)
    {
        if (forecast is null) return 0;
        var probability = 1.0;
        for (var i = 0; i < own.Length && probability > 0; i++)
        {
            var objective = context.Objectives[i];
            probability *= Evaluation.Has(objective.Name)
                ? forecast.ProbabilityAtMost(objective, theirs[i], rival.IsComplete ? Trained(rival.Evaluations[^1], objective) : null, own[i])
                : theirs[i].ProbabilityAtMost(own[i]);
        }
        return probability;
    }

    private IEnumerable<NoisyCost> Costs(LearningCurve curve) => context.Objectives.Select(objective =>
        Evaluation.Has(objective.Name) ? Trained(curve.At(context.Epoch)!, objective) : curve.KnownCost(objective));

    private NoisyCost Trained(Evaluation evaluation, Objective objective) => new(
        objective.AsCost(evaluation.Value(objective.Name)), noise[objective.Name].StandardDeviation, noise[objective.Name].DegreesOfFreedom);

    private static string Describe(Objective objective, NoisyCost theirs, NoisyCost own) =>
        $"{objective.Name} {Number(objective, theirs.Mean)}{PlusMinus(theirs.Error)} vs {Number(objective, own.Mean)}";

    // AsCost is its own inverse.
    private static string Number(Objective objective, double cost) => Number(objective.AsCost(cost));

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 1000 ? "F0" : "G3", CultureInfo.InvariantCulture);

    private static string PlusMinus(double error) => error > 0 ? $" ± {error.ToString("G2", CultureInfo.InvariantCulture)}" : "";
}
