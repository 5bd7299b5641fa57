using NasFuse.Core.Analysis;
using NasFuse.Core.Analysis.Checks;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Tests.Analysis.Checks;

public sealed class DecisionMarginsTests
{
    [Theory]
    [InlineData(0.0005, Verdict.Pass)]
    [InlineData(0.2, Verdict.Fail)]
    public void Margins_are_held_against_the_noise_of_repeats(double noise, Verdict verdict) =>
        ToyStudy.Judge<DecisionMargins>(Repeated(noise)).Says(verdict);

    [Fact]
    public void Without_repeats_nothing_is_said_but_how_to_know()
    {
        var finding = ToyStudy.Judge<DecisionMargins>(ToyStudy.Trials(10, (trial, _) => trial.With(0.3 + trial.Number / 20.0, 10 + trial.Number)))
            .Says(Verdict.Skip);
        Assert.Contains("the noise of miou and latencyMs is unknown", finding.Reason, StringComparison.Ordinal);
        Assert.Contains("nasfuse promote toy --seeds 3", finding.Remedy, StringComparison.Ordinal);
    }

    private static Trial[] Repeated(double noise) => ToyStudy.Trials(10, (trial, _) =>
    {
        var (miou, latency) = (0.3 + trial.Number / 20.0, 10 + 3.0 * trial.Number);
        return trial.With(miou - noise, latency) with { Repeats = [trial.Again(1, miou + noise, latency)] };
    });
}
