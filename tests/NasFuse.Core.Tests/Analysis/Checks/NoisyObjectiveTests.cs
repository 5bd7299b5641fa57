using NasFuse.Core.Analysis;
using NasFuse.Core.Analysis.Checks;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Tests.Analysis.Checks;

public sealed class NoisyObjectiveTests
{
    private static readonly Study Single = ToyStudy.Study with { Objectives = [ToyStudy.Quality], Reference = new([-1], [0]) };

    [Theory]
    [InlineData(0.002, Verdict.Pass)]
    [InlineData(0.05, Verdict.Fail)]
    public void Repeats_show_how_much_is_noise(double noise, Verdict verdict)
    {
        var trials = ToyStudy.Trials(30, (trial, random) =>
        {
            var miou = 0.5 + trial.Number / 1000.0;
            return trial.With(miou - noise, 10) with { Repeats = [trial.Again(1, miou + noise, 10)] };
        });
        Assert.Contains("measured by repeats", ToyStudy.Judge<NoisyObjective>(trials, Single).Says(verdict).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_repeats_a_jagged_curve_is_a_warning()
    {
        var trials = ToyStudy.Trials(30, (trial, _) => trial.With(0.5 + trial.Number / 1000.0, 10));
        var finding = Assert.Single(ToyStudy.Judge<NoisyObjective>(trials, Single, _ => Curve(0.02)));
        Assert.True(finding.Verdict >= Verdict.Warn, $"{finding}");
        Assert.Contains("nasfuse promote toy --seeds 3", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_repeats_a_smooth_curve_leaves_the_noise_unknown() =>
        ToyStudy.Judge<NoisyObjective>(ToyStudy.Trials(30, (trial, _) => trial.With(0.5 + trial.Number / 1000.0, 10)), Single, _ => Curve(0))
            .Says(Verdict.Skip);

    private static EpochRecord[] Curve(double jag) =>
        [.. Enumerable.Range(1, 12).Select(epoch => new EpochRecord(epoch, 1, 0.1, 0.3 + epoch / 100.0 + (epoch % 2 == 0 ? jag : -jag), 100, 1))];
}
