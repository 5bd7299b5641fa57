using NasFuse.Core.Analysis;
using NasFuse.Core.Analysis.Checks;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Tests.Analysis.Checks;

public sealed class LateBloomersTests
{
    [Fact]
    public void A_pruned_trial_that_belongs_to_the_front_fails()
    {
        var trials = Pruned(continued: 0.95);
        Assert.Contains("#0 made it there", ToyStudy.Judge<LateBloomers>(trials).Says(Verdict.Fail).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Curves_that_cross_are_a_warning() =>
        Assert.Contains("is -1.00", ToyStudy.Judge<LateBloomers>(Pruned(), epochsOf: number => Curve(number, early: -1))
            .Says(Verdict.Warn).Reason, StringComparison.Ordinal);

    [Fact]
    public void Curves_that_keep_their_order_are_fine() =>
        ToyStudy.Judge<LateBloomers>(Pruned(), epochsOf: number => Curve(number, early: 1)).Says(Verdict.Pass);

    [Fact]
    public void Without_values_at_the_epoch_nothing_is_said() => ToyStudy.Judge<LateBloomers>(Pruned()).Says(Verdict.Skip);

    [Fact]
    public void Without_a_pruned_trial_all_is_well() => ToyStudy.Judge<LateBloomers>(ToyStudy.Trials(30, (trial, _) => trial)).Says(Verdict.Pass);

    private static Trial[] Pruned(double? continued = null) => ToyStudy.Trials(30, (trial, _) => trial.Number >= 5
        ? trial.With(0.5 + trial.Number / 100.0, 10)
        : trial with
        {
            State = TrialState.Pruned, Epochs = 2,
            Repeats = trial.Number == 0 && continued is { } miou ? [trial.Again(1, miou, 10) with { Seed = trial.Seed }] : [],
        });

    private static EpochRecord[] Curve(int number, int early) =>
        [.. Enumerable.Range(1, 4).Select(epoch => new EpochRecord(epoch, 1, 0.1, 0.5 + (epoch < 4 ? early : 1) * number / 100.0, 100, 1))];
}
