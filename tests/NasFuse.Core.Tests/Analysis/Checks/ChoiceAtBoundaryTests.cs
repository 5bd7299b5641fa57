using NasFuse.Core.Analysis;
using NasFuse.Core.Analysis.Checks;

namespace NasFuse.Core.Tests.Analysis.Checks;

public sealed class ChoiceAtBoundaryTests
{
    [Fact]
    public void A_width_that_is_always_the_largest_on_the_front_is_named()
    {
        var trials = ToyStudy.Trials(60, (trial, random) =>
            trial.With(trial.Label("s8/width") == "64" ? 0.5 + trial.Number / 1000.0 : 0.2, 10 + trial.Number));
        var finding = ToyStudy.Judge<ChoiceAtBoundary>(trials).Says(Verdict.Warn);
        Assert.Equal("s8/width is almost always at its largest option, 64.", finding.What);
        Assert.Contains("options 8, 16, 32, 64", finding.Reason, StringComparison.Ordinal);
        Assert.Contains("larger options than 64", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Widths_of_every_size_on_the_front_are_fine() =>
        ToyStudy.Judge<ChoiceAtBoundary>(ToyStudy.Trials(60, (trial, _) => trial.With(0.3 + trial.Number / 200.0, 10 + trial.Number))).Says(Verdict.Pass);

    [Fact]
    public void A_front_of_two_says_nothing() =>
        ToyStudy.Judge<ChoiceAtBoundary>(ToyStudy.Trials(2, (trial, _) => trial.With(0.3 + trial.Number / 10.0, 10 + trial.Number))).Says(Verdict.Skip);
}
