using MathNet.Numerics.Distributions;
using NasFuse.Core.Noise;
using NasFuse.Core.Reproducibility;

namespace NasFuse.Core.Tests.Noise;

public sealed class FinalForecastTests
{
    [Fact]
    public void A_straight_line_is_found_with_its_errors()
    {
        // y = 1 + 2x with residuals ±1, ∓1: s² = 4 / 2, Sxx = 5.
        var forecast = FinalForecast.Fit([0, 1, 2, 3], [2, 2, 4, 8])!;
        var at = forecast.At(1.5);
        Assert.Equal(4, at.Mean, 12);
        Assert.Equal(Math.Sqrt(2 * (1 + 0.25)), at.Error, 12);
        Assert.Equal(2, at.DegreesOfFreedom);
        Assert.Equal(StudentT.CDF(0, 1, 2, 2 / Math.Sqrt(2 * (2 + 1 / 5.0))), forecast.ProbabilityAtMost(1, 2), 9);
        Assert.Equal(0.5, forecast.ProbabilityAtMost(1, 1), 12);
    }

    [Fact]
    public void Too_little_to_fit_is_no_forecast()
    {
        Assert.Null(FinalForecast.Fit([1, 2, 3], [1, 2, 3]));
        Assert.Null(FinalForecast.Fit([1, 1, 1, 1], [1, 2, 3, 4]));
    }

    [Fact]
    public void Prediction_intervals_hold_new_trials_as_often_as_they_say()
    {
        var held = Enumerable.Range(0, Runs).Count(run =>
        {
            var (forecast, a, _) = Draw(run, correlation: 0.7);
            var at = forecast.At(a.Early);
            return Math.Abs(a.Final - at.Mean) < at.Error * StudentT.InvCDF(0, 1, at.DegreesOfFreedom, 0.95);
        });
        Assert.InRange(held / (double)Runs, 0.89, 0.91);
    }

    [Theory]
    [InlineData(0, 0, 0.06)]
    [InlineData(0.5, 0.01, 1)]
    [InlineData(0.95, 0.4, 1)]
    public void It_is_rarely_sure_and_wrong_and_sure_where_early_values_decide(double correlation, double leastSure, double mostSure)
    {
        var (sure, wrong) = (0, 0);
        for (var run = 0; run < Runs; run++)
        {
            var (forecast, a, b) = Draw(run, correlation);
            if (forecast.ProbabilityAtMost(a.Early, b.Early) <= 0.95) continue;
            sure++;
            if (a.Final > b.Final) wrong++;
        }
        Assert.InRange(wrong / (double)Runs, 0, 0.05);
        Assert.InRange(sure / (double)Runs, leastSure, mostSure);
    }

    private const int Runs = 6000;

    /// <summary>A forecast from ten pairs of a law, and two new pairs of the same law, the first with the smaller early value.</summary>
    private static (FinalForecast Forecast, (double Early, double Final) A, (double Early, double Final) B) Draw(int run, double correlation)
    {
        var random = RandomStreams.Create(5, "forecast", run);
        var seen = Enumerable.Range(0, 10).Select(_ => Pair()).ToArray();
        var forecast = FinalForecast.Fit([.. seen.Select(pair => pair.Early)], [.. seen.Select(pair => pair.Final)])!;
        var (a, b) = (Pair(), Pair());
        return a.Early < b.Early ? (forecast, a, b) : (forecast, b, a);

        (double Early, double Final) Pair()
        {
            var early = Normal.Sample(random, 0, 1);
            return (early, correlation * early + Math.Sqrt(1 - correlation * correlation) * Normal.Sample(random, 0, 1));
        }
    }
}
