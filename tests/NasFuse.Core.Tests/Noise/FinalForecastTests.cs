using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using NasFuse.Core.Noise;
using NasFuse.Core.Reproducibility;

namespace NasFuse.Core.Tests.Noise;

public sealed class FinalForecastTests
{
    private const int Runs = 6000;

    [Fact]
    public void A_straight_line_is_found_with_its_errors()
    {
        // y = 1 + 2x with residuals ±1, ∓1: s² = 4 / 2, Sxx = 5.
        var forecast = FinalForecast.Fit([[0], [1], [2], [3]], [2, 2, 4, 8])!;
        var at = forecast.At(1.5);
        Assert.Equal(4, at.Mean, 12);
        Assert.Equal(Math.Sqrt(2 * (1 + 0.25)), at.Error, 12);
        Assert.Equal(2, at.DegreesOfFreedom);
        Assert.Equal(Math.Sqrt(2 * (1 + 0.25 + 4 / 5.0)), forecast.At(3.5).Error, 12);
    }

    [Fact]
    public void Several_signs_are_ordinary_least_squares()
    {
        for (var run = 0; run < 50; run++)
        {
            var random = RandomStreams.Create(6, "signs", run);
            double[][] signs = [.. Enumerable.Range(0, 15).Select(_ => Correlated(random))];
            double[] final = [.. signs.Select(sign => 0.3 + sign[0] - 2 * sign[1] + 0.1 * sign[2] + 0.2 * Normal.Sample(random, 0, 1))];
            var (design, next) = (Matrix<double>.Build.DenseOfRowArrays(signs.Select(WithConstant)), Correlated(random));
            var inverse = (design.Transpose() * design).Inverse();
            var solution = inverse * design.Transpose() * Vector<double>.Build.DenseOfArray(final);
            var variance = (Vector<double>.Build.DenseOfArray(final) - design * solution).PointwisePower(2).Sum() / (15 - 4);
            var point = Vector<double>.Build.DenseOfArray(WithConstant(next));
            var at = FinalForecast.Fit(signs, final)!.At(next);
            Assert.Equal(point * solution, at.Mean, 9);
            Assert.Equal(Math.Sqrt(variance * (1 + point * (inverse * point))), at.Error, 9);
            Assert.Equal(11, at.DegreesOfFreedom);
        }

        static double[] WithConstant(double[] signs) => [1, .. signs];

        static double[] Correlated(Random random)
        {
            var (a, b) = (Normal.Sample(random, 5, 1), Normal.Sample(random, 0, 1));
            return [a, 0.8 * a + 0.6 * b, 100 + 10 * Normal.Sample(random, 0, 1)];
        }
    }

    [Fact]
    public void Signs_that_add_nothing_are_left_out()
    {
        double[] early = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
        double[] final = [.. early.Select(x => Math.Sin(x) + x)];
        var alone = FinalForecast.Fit([.. early.Select(x => new[] { x })], final)!.At(3.5);
        Assert.Equal(alone, FinalForecast.Fit([.. early.Select(x => new[] { x, Math.Log(3e7), 2 * x - 1 })], final)!.At(3.5, Math.Log(3e7), 6));
    }

    [Fact]
    public void The_last_signs_are_left_out_where_trials_are_few()
    {
        double[][] signs = [[0, 5, 1], [1, 3, 1], [2, 7, 2], [3, 1, 0], [4, 4, 5], [5, 9, 3], [6, 2, 3]];
        double[] final = [1, 2, 2, 4, 4, 6, 5];
        Assert.Equal(5, FinalForecast.Fit(signs, final)!.DegreesOfFreedom);
        Assert.Equal(5, FinalForecast.Fit([.. signs, [7, 7, 7]], [.. final, 7])!.DegreesOfFreedom);
    }

    [Fact]
    public void Too_little_to_fit_is_no_forecast()
    {
        Assert.Null(FinalForecast.Fit([], []));
        Assert.Null(FinalForecast.Fit([[1], [2], [3]], [1, 2, 3]));
        Assert.Null(FinalForecast.Fit([[1], [1], [1], [1]], [1, 2, 3, 4]));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(20)]
    public void Prediction_intervals_hold_new_trials_as_often_as_they_say(int trials)
    {
        var held = Enumerable.Range(0, Runs).Count(run =>
        {
            var random = RandomStreams.Create(5, "forecast", run);
            var seen = Enumerable.Range(0, trials).Select(_ => Draw()).ToArray();
            var (signs, final) = Draw();
            var at = FinalForecast.Fit([.. seen.Select(trial => trial.Signs)], [.. seen.Select(trial => trial.Final)])!.At(signs);
            return Math.Abs(final - at.Mean) < at.Error * StudentT.InvCDF(0, 1, at.DegreesOfFreedom, 0.95);

            (double[] Signs, double Final) Draw()
            {
                var (early, size) = (Normal.Sample(random, 0, 1), Normal.Sample(random, 0, 1));
                return ([early, size], 0.6 * early + 0.3 * size + 0.5 * Normal.Sample(random, 0, 1));
            }
        });
        Assert.InRange(held / (double)Runs, 0.89, 0.91);
    }
}
