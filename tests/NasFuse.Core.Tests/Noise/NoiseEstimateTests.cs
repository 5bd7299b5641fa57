using MathNet.Numerics.Distributions;
using NasFuse.Core.Noise;
using NasFuse.Core.Reproducibility;

namespace NasFuse.Core.Tests.Noise;

public sealed class NoiseEstimateTests
{
    [Fact]
    public void Pooling_weighs_groups_by_their_degrees_of_freedom()
    {
        // Squares around the means: 2 (ν 1) and 8 (ν 2); a single value says nothing.
        var pooled = NoiseEstimate.Pool([[1, 3], [2, 4, 6], [100.0]])!;
        Assert.Equal(Math.Sqrt(10 / 3.0), pooled.StandardDeviation, 12);
        Assert.Equal(3, pooled.DegreesOfFreedom);
        Assert.Null(NoiseEstimate.Pool([[1.0], [2.0]]));
    }

    [Fact]
    public void Relative_noise_is_that_of_the_values_over_their_means()
    {
        var relative = NoiseEstimate.PoolRelative([[9, 11], [90, 110]])!;
        Assert.Equal(Math.Sqrt(4 * 0.01 / 2), relative.StandardDeviation, 12);
    }

    [Fact]
    public void The_interval_of_a_known_case()
    {
        // χ² quantiles with 10 degrees of freedom: 3.247 and 20.483 (2.5 % and 97.5 %).
        var (low, high) = new NoiseEstimate(2, 10).Interval();
        Assert.Equal(2 * Math.Sqrt(10 / 20.483), low, 3);
        Assert.Equal(2 * Math.Sqrt(10 / 3.247), high, 3);
        Assert.Equal((0.5, 0.5), new NoiseEstimate(0.5, double.PositiveInfinity).Interval());
        Assert.Throws<ArgumentOutOfRangeException>(() => new NoiseEstimate(1, 1).Interval(1));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.95)]
    public void Intervals_hold_the_truth_as_often_as_they_say(double confidence)
    {
        var covered = Enumerable.Range(0, 4000).Count(run =>
        {
            var random = RandomStreams.Create(1, "coverage", run);
            var groups = new[] { 2, 3, 4 }.Select(count => Enumerable.Range(0, count).Select(_ => Normal.Sample(random, count, 0.02)).ToArray());
            var (low, high) = NoiseEstimate.Pool(groups)!.Interval(confidence);
            return low <= 0.02 && 0.02 <= high;
        });
        // Four standard errors of a share of 4000.
        var tolerance = 4 * Math.Sqrt(confidence * (1 - confidence) / 4000);
        Assert.InRange(covered / 4000.0, confidence - tolerance, confidence + tolerance);
    }

    [Fact]
    public void Straight_curves_show_their_noise_and_bent_ones_more()
    {
        double Estimate(double bend, double noise) => NoiseEstimate.OfCurves(Enumerable.Range(0, 200).Select(curve =>
        {
            var random = RandomStreams.Create(2, "curve", curve);
            return Enumerable.Range(0, 12).Select(i => 0.1 * i + bend * i * i + Normal.Sample(random, 0, noise)).ToArray();
        }))!.StandardDeviation;
        Assert.InRange(Estimate(0, 0.01), 0.0093, 0.0107);
        Assert.True(Estimate(0.01, 0.01) > 0.012);
    }

    [Fact]
    public void Degrees_of_freedom_of_curves_match_the_scatter_of_the_estimate()
    {
        // Var(s²) / s⁴ = 2 / ν for an estimate with ν degrees of freedom.
        var estimates = Enumerable.Range(0, 4000).Select(run =>
        {
            var random = RandomStreams.Create(3, "freedom", run);
            return NoiseEstimate.OfCurves([Enumerable.Range(0, 42).Select(_ => Normal.Sample(random, 0, 1)).ToArray()])!;
        }).ToArray();
        var squares = estimates.Select(estimate => estimate.StandardDeviation * estimate.StandardDeviation).ToArray();
        var mean = squares.Average();
        Assert.InRange(mean, 0.97, 1.03);
        var variance = squares.Average(square => (square - mean) * (square - mean));
        Assert.InRange(2 / variance, 0.85 * estimates[0].DegreesOfFreedom, 1.2 * estimates[0].DegreesOfFreedom);
    }

    [Fact]
    public void Short_curves_say_nothing() => Assert.Null(NoiseEstimate.OfCurves([[0.1, 0.2], [0.3]]));
}
