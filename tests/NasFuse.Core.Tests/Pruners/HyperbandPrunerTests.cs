using NasFuse.Core.Pruners;
using NasFuse.TestKit.Pruners;

namespace NasFuse.Core.Tests.Pruners;

public sealed class HyperbandPrunerTests : PrunerConformance
{
    protected override PrunerOptions Options => new HyperbandOptions();

    [Fact]
    public void Brackets_are_drawn_in_the_proportions_of_the_paper()
    {
        // R = 27, eta = 3: four brackets with 27, 12, 6 and 4 trials in proportion.
        var pruner = new HyperbandPruner(new HyperbandOptions());
        var counts = Enumerable.Range(0, 4900).CountBy(number => pruner.BracketOf(number, 1, epochs: 27)).ToDictionary();
        Assert.Equal(4, counts.Count);
        foreach (var (bracket, expected) in new[] { 2700, 1200, 600, 400 }.Index()) Assert.InRange(counts[bracket], expected - 120, expected + 120);
    }

    [Fact]
    public void A_bracket_is_a_matter_of_seed_and_number()
    {
        var pruner = new HyperbandPruner(new HyperbandOptions());
        int[] Brackets(ulong seed) => [.. Enumerable.Range(0, 60).Select(number => pruner.BracketOf(number, seed, 27))];
        Assert.Equal(Brackets(1), Brackets(1));
        Assert.NotEqual(Brackets(1), Brackets(2));
    }

    [Fact]
    public void Only_rivals_of_the_bracket_count_and_the_last_bracket_prunes_nothing()
    {
        var pruner = new HyperbandPruner(new HyperbandOptions());
        var ends = Trainings(2, workers: 2).Run(SimulatedTrial.Draw(150, 9));
        var brackets = ends.GroupBy(end => pruner.BracketOf(end.Trial.Number, 1, Plan.Epochs)).OrderBy(group => group.Key).ToArray();
        Assert.Equal(3, brackets.Length);
        Assert.All(brackets[^1], end => Assert.InRange(end.Epochs, 9, 12));
        Assert.All(brackets[1], end => Assert.InRange(end.Epochs, 3, 12));
        Assert.Contains(brackets[0], end => end.Epochs == 1);
        Assert.All(ends.Where(end => end.Reason is not null), end =>
            Assert.StartsWith($"bracket {pruner.BracketOf(end.Trial.Number, 1, Plan.Epochs)}: place ", end.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Saves_a_third_of_the_epochs_at_a_small_loss()
    {
        var results = Enumerable.Range(1, 10).Select(seed => Simulated.Compare(Options, new EvaluationPlan(27, 1), 60, (ulong)seed)).ToArray();
        TestContext.Current.SendDiagnosticMessage("saved {0:F3}, lost {1:F3}", results.Average(r => r.Saved), results.Average(r => r.Lost));
        Assert.True(results.Average(result => result.Saved) > 0.33, string.Join(" ", results));
        Assert.True(results.Average(result => result.Lost) < 0.05, string.Join(" ", results));
    }
}
