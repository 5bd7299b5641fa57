using MathNet.Numerics.Distributions;

namespace NasFuse.Core.Noise;

/// <summary>How much a measured value scatters when the same thing is measured again, and how well that is known.</summary>
/// <param name="StandardDeviation">Standard deviation of one measurement, ≥ 0, in the unit of the value (or relative to it, where said).</param>
/// <param name="DegreesOfFreedom">Degrees of freedom behind it, above 0; infinite when it is known or given.</param>
public sealed record NoiseEstimate(double StandardDeviation, double DegreesOfFreedom)
{
    /// <summary>No noise at all: counts of parameters are what they are.</summary>
    public static NoiseEstimate Exact { get; } = new(0, double.PositiveInfinity);

    /// <summary>Bounds of the true standard deviation: <c>s √(ν / χ²)</c> at both quantiles of the chi-square distribution with ν degrees of freedom.</summary>
    /// <param name="confidence">Probability that the bounds hold it, 0..1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0 and 1.</exception>
    public (double Low, double High) Interval(double confidence = 0.95)
    {
        if (confidence is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "must be between 0 and 1");
        return double.IsInfinity(DegreesOfFreedom) ? (StandardDeviation, StandardDeviation) : (Bound((1 + confidence) / 2), Bound((1 - confidence) / 2));

        double Bound(double quantile) => StandardDeviation * Math.Sqrt(DegreesOfFreedom / ChiSquared.InvCDF(DegreesOfFreedom, quantile));
    }

    /// <summary>The noise of several measurements of each of several things, pooled: <c>s² = Σᵢ Σⱼ (xᵢⱼ − x̄ᵢ)² / Σᵢ (nᵢ − 1)</c>.</summary>
    /// <param name="groups">Values of each thing; things with fewer than two values say nothing.</param>
    /// <returns>Null when nothing was measured twice.</returns>
    public static NoiseEstimate? Pool(IEnumerable<IReadOnlyCollection<double>> groups)
    {
        var (squares, freedom) = (0.0, 0);
        foreach (var group in groups.Where(group => group.Count > 1))
        {
            var mean = group.Average();
            squares += group.Sum(value => (value - mean) * (value - mean));
            freedom += group.Count - 1;
        }
        return freedom == 0 ? null : new NoiseEstimate(Math.Sqrt(squares / freedom), freedom);
    }

    /// <summary>The same relative to the mean of each thing, for values whose noise grows with them, such as latencies.</summary>
    /// <param name="groups">Positive values of each thing.</param>
    public static NoiseEstimate? PoolRelative(IEnumerable<IReadOnlyCollection<double>> groups) =>
        Pool(groups.Where(group => group.Count > 1).Select(group => (mean: group.Average(), group))
            .Select(pair => pair.group.Select(value => value / pair.mean).ToArray()));

    /// <summary>The noise of evaluations along learning curves, from their second differences.</summary>
    /// <remarks>
    /// Where a curve is straight over three evaluations, <c>d = x₁ − 2 x₂ + x₃</c> is noise alone with variance 6 σ² (von Neumann et al. 1941 use first
    /// differences alike). Bends of a curve count as noise too, so the estimate errs upwards. It cannot see what stays the same all over one training,
    /// such as the luck of its seed; only repeats can. Successive differences overlap (correlations −2/3 and 1/6), which leaves 1 / 1.944 of their number
    /// as degrees of freedom.
    /// </remarks>
    /// <param name="curves">Values of each curve at equal distances of epochs.</param>
    /// <returns>Null when no curve has three values.</returns>
    public static NoiseEstimate? OfCurves(IEnumerable<IReadOnlyList<double>> curves)
    {
        var (squares, count) = (0.0, 0);
        foreach (var curve in curves)
        {
            for (var i = 2; i < curve.Count; i++)
            {
                var difference = curve[i - 2] - 2 * curve[i - 1] + curve[i];
                squares += difference * difference;
                count++;
            }
        }
        const double overlap = 1 + 2 * (4.0 / 9 + 1.0 / 36);
        return count == 0 ? null : new NoiseEstimate(Math.Sqrt(squares / (6 * count)), count / overlap);
    }
}
