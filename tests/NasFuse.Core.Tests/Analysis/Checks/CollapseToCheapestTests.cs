using NasFuse.Core.Analysis;
using NasFuse.Core.Analysis.Checks;

namespace NasFuse.Core.Tests.Analysis.Checks;

public sealed class CollapseToCheapestTests
{
    [Theory]
    [InlineData(0.6, Verdict.Warn)]
    [InlineData(0.2, Verdict.Fail)]
    public void A_search_that_ends_at_the_cheapest_is_named(double lastQuality, Verdict verdict)
    {
        var trials = ToyStudy.Trials(60, (trial, random) => trial.Number < 30
            ? trial.With(0.5, 10) with { Macs = random.Next(2000, 9000) }
            : trial.With(lastQuality, 1).With("s8/width", "8") with { Macs = 1000 });
        var finding = ToyStudy.Judge<CollapseToCheapest>(trials).Says(verdict);
        Assert.Contains("median MACs of the last 15 trials 1E+03; 0 % of the first 15 had fewer", finding.Reason, StringComparison.Ordinal);
        Assert.Matches("[0-9]+ % of its choices of numbers are at their smallest, [0-9]+ % were", finding.Reason);
    }

    [Fact]
    public void A_search_over_all_sizes_is_fine() =>
        ToyStudy.Judge<CollapseToCheapest>(ToyStudy.Trials(60, (trial, random) => trial with { Macs = random.Next(2000, 9000) })).Says(Verdict.Pass);

    [Fact]
    public void Few_trials_say_nothing() => ToyStudy.Judge<CollapseToCheapest>(ToyStudy.Trials(19, (trial, _) => trial)).Says(Verdict.Skip);
}
