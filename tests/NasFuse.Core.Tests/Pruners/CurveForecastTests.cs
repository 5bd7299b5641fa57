using NasFuse.Core.Noise;
using NasFuse.Core.Objectives;
using NasFuse.Core.Pruners;
using NasFuse.TestKit.Pruners;

namespace NasFuse.Core.Tests.Pruners;

public sealed class CurveForecastTests
{
    private static readonly Objective Quality = Simulated.Objectives[0];

    [Fact]
    public void It_is_least_squares_of_the_final_cost_on_early_cost_size_and_loss()
    {
        LearningCurve[] complete = [.. Curves(20)];
        var expected = FinalForecast.Fit(
            [.. complete.Select(curve => new[] { -curve.Evaluations[0].MeanIou, Math.Log(curve.Known[MetricNames.Macs]), curve.Evaluations[0].Loss })],
            [.. complete.Select(curve => -curve.Evaluations[^1].MeanIou)])!;
        var trial = Curves(21).Last();
        Assert.Equal(
            expected.At(-trial.Evaluations[0].MeanIou, Math.Log(trial.Known[MetricNames.Macs]), trial.Evaluations[0].Loss),
            CurveForecast.Fit(complete, Quality, 1)!.At(trial));
    }

    [Fact]
    public void The_loss_tells_what_an_early_evaluation_does_not()
    {
        LearningCurve[] complete = [.. Curves(20)];
        var trial = Curves(21).Last();
        LearningCurve Silent(LearningCurve curve) =>
            curve with { Evaluations = [.. curve.Evaluations.Select(evaluation => evaluation with { Loss = double.NaN })] };
        var with = CurveForecast.Fit(complete, Quality, 1)!.At(trial)!.Value;
        var without = CurveForecast.Fit(complete.Select(Silent), Quality, 1)!.At(trial)!.Value;
        Assert.True(with.Error < 0.5 * without.Error, $"{with} {without}");
    }

    [Fact]
    public void A_trial_that_lacks_what_the_forecast_rests_on_is_not_foretold()
    {
        var forecast = CurveForecast.Fit(Curves(20), Quality, 1)!;
        var trial = Curves(21).Last();
        Assert.Null(forecast.At(trial with { Known = trial.Known.Remove(MetricNames.Macs) }));
        Assert.Null(forecast.At(trial with { Evaluations = [trial.Evaluations[0] with { Loss = double.NaN }] }));
        Assert.Null(forecast.At(trial with { Evaluations = [trial.Evaluations[0] with { Epoch = 2 }] }));
    }

    [Fact]
    public void Too_few_complete_trials_are_no_forecast()
    {
        Assert.Null(CurveForecast.Fit([], Quality, 1));
        Assert.Null(CurveForecast.Fit(Curves(3), Quality, 1));
        Assert.Null(CurveForecast.Fit(Curves(20), Quality, 2));
    }

    /// <summary>Curves of two evaluations, the first of which is far noisier than its loss.</summary>
    private static IEnumerable<LearningCurve> Curves(int count) => SimulatedTrial.Draw(count, 1).Select(trial =>
    {
        var jump = 0.1 * Math.Sin(7 * trial.Number);
        return new LearningCurve(trial.Number, trial.Known,
        [
            new Evaluation(1, trial.QualityAt(1, 10) + jump, double.NaN) { Loss = 2 - trial.Quality },
            new Evaluation(10, trial.Quality + 0.005 * Math.Cos(5 * trial.Number), double.NaN) { Loss = 1 - trial.Quality },
        ], IsComplete: true);
    });
}
