using MathNet.Numerics.Distributions;

namespace NasFuse.Core.Noise;

/// <summary>What values after part of the training say about values after all of it: a straight line through finished trials.</summary>
/// <remarks>
/// Least squares of final over early costs. The scatter around the line is all that early values do not decide: noise of both ends and curves that cross.
/// How much early ranks mean shows in the slope: where early and final values do not correlate it is near 0, and no difference is foreseen.
/// </remarks>
public sealed class FinalForecast
{
    private readonly int _count;
    private readonly double _meanEarly, _meanFinal, _spreadOfEarly, _slope, _deviation;

    private FinalForecast(double[] early, double[] final)
    {
        (_count, _meanEarly, _meanFinal) = (early.Length, early.Average(), final.Average());
        _spreadOfEarly = early.Sum(x => (x - _meanEarly) * (x - _meanEarly));
        _slope = early.Zip(final, (x, y) => (x - _meanEarly) * (y - _meanFinal)).Sum() / _spreadOfEarly;
        _deviation = Math.Sqrt(early.Zip(final, (x, y) => y - _meanFinal - _slope * (x - _meanEarly)).Sum(rest => rest * rest) / (_count - 2));
        Correlation = Measurement.RankCorrelation.Spearman(early, final);
    }

    /// <summary>Spearman's rank correlation between early and final values.</summary>
    public double Correlation { get; }

    /// <summary>Degrees of freedom of the scatter.</summary>
    public double DegreesOfFreedom => _count - 2;

    /// <summary>Fits finished trials.</summary>
    /// <param name="early">Costs after part of the training.</param>
    /// <param name="final">Costs of the same trials after all of it.</param>
    /// <returns>Null with fewer than four trials, or when their early costs do not differ.</returns>
    public static FinalForecast? Fit(double[] early, double[] final) =>
        early.Length < 4 || early.All(x => x == early[0]) ? null : new FinalForecast(early, final);

    /// <summary>Final cost of a trial that stands here now, with the error of a single new trial.</summary>
    public NoisyCost At(double early)
    {
        var distance = early - _meanEarly;
        return new NoisyCost(
            _meanFinal + _slope * distance, _deviation * Math.Sqrt(1 + 1.0 / _count + distance * distance / _spreadOfEarly), DegreesOfFreedom);
    }

    /// <summary>Probability that of two trials under way the first will end with at most the cost of the second.</summary>
    /// <remarks>The line is one and the same for both, so its height does not matter: error of the difference <c>s √(2 + Δ² / Sxx)</c>.</remarks>
    public double ProbabilityAtMost(double early, double other)
    {
        var difference = other - early;
        var error = _deviation * Math.Sqrt(2 + difference * difference / _spreadOfEarly);
        return error == 0 ? (_slope * difference >= 0 ? 1 : 0) : StudentT.CDF(0, 1, DegreesOfFreedom, _slope * difference / error);
    }
}
