using NasFuse.Core.Measurement;

namespace NasFuse.Core.Samplers.Models;

/// <summary>Brings the costs of one objective to a scale on which a Gaussian process learns well, and expectations back to the costs' own scale. Immutable.</summary>
/// <remarks>
/// Costs worse than the upper fence (third quartile plus 1.5 interquartile ranges, Tukey 1977) say no more than the fence, then a shifted logarithm takes out as much
/// skewness as it can (Box and Cox 1964), and the result is standardised. The fence is also the worst cost of interest.
/// </remarks>
internal sealed class CostWarp
{
    private static readonly double[] s_shifts = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

    private readonly double _zero;
    private readonly double _centre;
    private readonly double _spread;

    /// <param name="costs">All costs seen, finite, at least one.</param>
    public CostWarp(IEnumerable<double> costs)
    {
        var sorted = costs.Order().ToArray();
        var (lower, upper) = (Quantiles.OfSorted(sorted, 0.25), Quantiles.OfSorted(sorted, 0.75));
        Best = sorted[0];
        Worst = upper > lower ? Math.Min(sorted[^1], upper + (1.5 * (upper - lower))) : sorted[^1];
        var range = Worst > Best ? Worst - Best : 1;
        var clipped = Array.ConvertAll(sorted, cost => Math.Min(cost, Worst));
        _zero = s_shifts.Select(shift => Best - (shift * range)).MinBy(zero => Math.Abs(Skewness(Array.ConvertAll(clipped, cost => Math.Log(cost - zero)))));
        (_centre, _spread) = Moments(Array.ConvertAll(clipped, cost => Math.Log(cost - _zero)));
    }

    /// <summary>The best cost seen.</summary>
    public double Best { get; }

    /// <summary>The worst cost of interest.</summary>
    public double Worst { get; }

    /// <summary>From a cost to the scale of the model, where costs seen have mean 0 and variance 1. Below what a warp can express: negative infinity.</summary>
    public double Warp(double cost) => cost <= _zero ? double.NegativeInfinity : (Math.Log(Math.Min(cost, Worst) - _zero) - _centre) / _spread;

    /// <summary>From the scale of the model to a cost.</summary>
    public double Unwarp(double warped) => Math.Min(_zero + Math.Exp(_centre + (_spread * warped)), Worst);

    /// <summary>Expected improvement <c>E[max(0, bound − cost)]</c> when the warped cost is normal, that is, the cost shifted log-normal.</summary>
    /// <param name="bound">A cost.</param>
    /// <param name="prediction">Mean and standard deviation of the warped cost.</param>
    public double ExpectedImprovement(double bound, Prediction prediction)
    {
        if (bound <= _zero) return 0;
        var (mean, deviation) = (_centre + (_spread * prediction.Mean), _spread * prediction.Deviation);
        var distance = (Math.Log(bound - _zero) - mean) / deviation;
        var gain = ((bound - _zero) * Gaussian.Below(distance)) - (Math.Exp(mean + (0.5 * deviation * deviation)) * Gaussian.Below(distance - deviation));
        return Math.Max(0, gain);
    }

    private static (double Mean, double Deviation) Moments(double[] values)
    {
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return (mean, deviation > 0 ? deviation : 1);
    }

    private static double Skewness(double[] values)
    {
        var (mean, deviation) = Moments(values);
        return values.Average(value => Math.Pow((value - mean) / deviation, 3));
    }
}
