using NasFuse.Core.Analysis;
using NasFuse.Core.Analysis.Checks;

namespace NasFuse.Core.Tests.Analysis.Checks;

public sealed class FrontStalledTests
{
    [Fact]
    public void A_front_that_last_moved_early_has_stalled()
    {
        var finding = ToyStudy.Judge<FrontStalled>(ToyStudy.Trials(60, (trial, _) => trial.With(trial.Number == 11 ? 0.7 : 0.5, 10))).Says(Verdict.Warn);
        Assert.Contains("0.0 % in the last 20 of 60 complete trials; last moved by #11", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_front_that_rises_to_the_end_has_not() =>
        Assert.Contains("last moved by #59",
            ToyStudy.Judge<FrontStalled>(ToyStudy.Trials(60, (trial, _) => trial.With(0.3 + trial.Number / 200.0, 10)))
                .Says(Verdict.Pass).Reason, StringComparison.Ordinal);

    [Fact]
    public void Few_trials_say_nothing() => ToyStudy.Judge<FrontStalled>(ToyStudy.Trials(19, (trial, _) => trial)).Says(Verdict.Skip);
}
