using NasFuse.Core.Noise;
using NasFuse.Core.Objectives;

namespace NasFuse.Core.Pruners;

/// <summary>What the trials that are complete say about how the others will end.</summary>
/// <remarks>
/// With enough of them a regression (<see cref="CurveForecast"/>). Before that the worst is assumed: the trial in question may still gain as much as any
/// complete trial gained from here, and its rival gains nothing. With fewer than three nothing can be said.
/// </remarks>
internal sealed class EndForecast
{
    private const int LeastComplete = 3;

    private readonly Dictionary<string, CurveForecast> _forecasts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _largestGains = new(StringComparer.Ordinal);

    /// <summary>Learns from the complete trials.</summary>
    /// <param name="context">What is known.</param>
    /// <param name="startupTrials">Complete trials from which on a regression is trusted.</param>
    public static EndForecast? Of(PrunerContext context, int startupTrials)
    {
        var forecast = new EndForecast();
        LearningCurve[] complete = [.. context.Others.Where(other => other.IsComplete)];
        foreach (var objective in context.Trained)
        {
            double[] gains = [.. complete.Select(curve => Gain(curve, objective, context.Epoch)).Where(double.IsFinite)];
            if (gains.Length < LeastComplete) return null;
            if (gains.Length >= startupTrials && CurveForecast.Fit(complete, objective, context.Epoch) is { } fitted)
                forecast._forecasts[objective.Name] = fitted;
            else
                forecast._largestGains[objective.Name] = Math.Max(0, gains.Max());
        }
        return forecast;
    }

    /// <summary>Final cost of the trial in question in one trained objective; null when it cannot be foretold.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="objective">The objective.</param>
    /// <param name="now">Its cost at this epoch, with its noise.</param>
    public NoisyCost? OfTrial(LearningCurve trial, Objective objective, NoisyCost now) => _forecasts.TryGetValue(objective.Name, out var fitted)
        ? fitted.At(trial)
        : now with { Mean = now.Mean - _largestGains[objective.Name] };

    /// <summary>Final cost of a rival that is not complete; null when it cannot be foretold.</summary>
    /// <param name="rival">The rival.</param>
    /// <param name="objective">The objective.</param>
    /// <param name="now">Its cost at this epoch, with its noise.</param>
    public NoisyCost? OfRival(LearningCurve rival, Objective objective, NoisyCost now) =>
        _forecasts.TryGetValue(objective.Name, out var fitted) ? fitted.At(rival) : now;

    private static double Gain(LearningCurve curve, Objective objective, int epoch) => curve.At(epoch) is { } early
        ? objective.AsCost(early.Value(objective.Name)) - objective.AsCost(curve.Evaluations[^1].Value(objective.Name))
        : double.NaN;
}
