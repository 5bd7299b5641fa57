using NasFuse.Core.Analysis;
using NasFuse.Core.Analysis.Checks;

namespace NasFuse.Core.Tests.Analysis.Checks;

public sealed class OperatorNeverChosenTests
{
    [Fact]
    public void An_operator_that_spoils_every_architecture_is_named()
    {
        var trials = ToyStudy.Trials(80, (trial, _) =>
            trial.With(trial.Label("s8/operator") == "zoom" ? 0.1 : 0.3 + trial.Number / 200.0, 10 + trial.Number));
        var finding = ToyStudy.Judge<OperatorNeverChosen>(trials).Says(Verdict.Warn);
        Assert.Equal("zoom is never chosen for operator on the front.", finding.What);
    }

    [Fact]
    public void A_front_with_all_operators_is_fine() =>
        ToyStudy.Judge<OperatorNeverChosen>(ToyStudy.Trials(80, (trial, _) => trial.With(0.3 + trial.Number / 200.0, 10 + trial.Number))).Says(Verdict.Pass);

    [Fact]
    public void A_small_front_says_nothing() =>
        ToyStudy.Judge<OperatorNeverChosen>(ToyStudy.Trials(80, (trial, _) => trial.With(0.3, 10 + trial.Number))).Says(Verdict.Skip);
}
