using NasFuse.Core.Noise;
using NasFuse.Core.Objectives;

namespace NasFuse.Core.Pruners;

/// <summary>What the trials that are complete say about how the others will end.</summary>
/// <remarks>
/// With enough of them a line through their values at this epoch and at the end (<see cref="FinalForecast"/>). Before that the worst is assumed: the
/// trial in question may still gain as much as any complete trial gained from here, and its rival gains nothing. With fewer than three nothing can be
/// said.
/// </remarks>
internal sealed class EndForecast
{
    private const int LeastComplete = 3;

    private readonly Dictionary<string, FinalForecast> _forecasts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _largestGains = new(StringComparer.Ordinal);

    /// <summary>Learns from the complete trials.</summary>
    /// <param name="context">What is known.</param>
    /// <param name="startupTrials">Complete trials from which on a line is trusted.</param>
    public static EndForecast? Of(PrunerContext context, int startupTrials)
    {
        var forecast = new EndForecast();
        foreach (var objective in context.Trained)
        {
            var pairs = context.Others.Where(other => other.IsComplete).Select(other => Pair(other, objective, context.Epoch))
                .OfType<(double Early, double Final)>().ToArray();
            if (pairs.Length < LeastComplete) return null;
            if (pairs.Length >= startupTrials && FinalForecast.Fit([.. pairs.Select(pair => pair.Early)], [.. pairs.Select(pair => pair.Final)]) is { } line)
                forecast._forecasts[objective.Name] = line;
            else
                forecast._largestGains[objective.Name] = Math.Max(0, pairs.Max(pair => pair.Early - pair.Final));
        }
        return forecast;
    }

    /// <summary>Probability that a rival ends with at most the cost of a trial in one trained objective.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="rival">Cost of the rival at this epoch, with its noise.</param>
    /// <param name="rivalFinal">Final cost of a rival that is complete, with its noise, or null.</param>
    /// <param name="trial">Cost of the trial at this epoch, with its noise.</param>
    public double ProbabilityAtMost(Objective objective, NoisyCost rival, NoisyCost? rivalFinal, NoisyCost trial)
    {
        if (!_forecasts.TryGetValue(objective.Name, out var line))
            return (rivalFinal ?? rival).ProbabilityAtMost(trial with { Mean = trial.Mean - _largestGains[objective.Name] });
        return rivalFinal is { } reached ? reached.ProbabilityAtMost(line.At(trial.Mean)) : line.ProbabilityAtMost(rival.Mean, trial.Mean);
    }

    private static (double Early, double Final)? Pair(LearningCurve curve, Objective objective, int epoch)
    {
        if (curve.At(epoch) is not { } early) return null;
        var (first, last) = (objective.AsCost(early.Value(objective.Name)), objective.AsCost(curve.Evaluations[^1].Value(objective.Name)));
        return double.IsFinite(first) && double.IsFinite(last) ? (first, last) : null;
    }
}
