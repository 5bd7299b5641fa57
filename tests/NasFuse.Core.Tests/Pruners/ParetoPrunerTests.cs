using NasFuse.Core.Objectives;
using NasFuse.Core.Pruners;
using NasFuse.TestKit.Pruners;

namespace NasFuse.Core.Tests.Pruners;

public sealed class ParetoPrunerTests : PrunerConformance
{
    private const int Studies = 100;

    private static readonly EvaluationPlan Ten = new(10, 1);

    protected override PrunerOptions Options => new ParetoOptions();

    [Fact]
    public void Equal_trials_are_pruned_more_rarely_than_the_confidence_allows()
    {
        SimulatedTrial[] equal = [.. Enumerable.Range(0, 20).Select(number => new SimulatedTrial(number, 0.5, 2e7))];
        var rate = RateOf(equal, new ParetoOptions(), noise: 0.01, luck: 0, _ => true);
        Assert.InRange(rate, 0, 0.05);
    }

    [Fact]
    public void The_luck_of_seeds_prunes_no_equal_trial_when_it_is_given()
    {
        SimulatedTrial[] equal = [.. Enumerable.Range(0, 20).Select(number => new SimulatedTrial(number, 0.5, 2e7))];
        // Noise 0.006 and luck 0.008 together are 0.01.
        Assert.InRange(RateOf(equal, new ParetoOptions { MiouStd = 0.01 }, noise: 0.006, luck: 0.008, _ => true), 0, 0.05);
        // The curves do not show luck, so without a given value wrong ends are more frequent: the documented limit.
        Assert.True(RateOf(equal, new ParetoOptions(), noise: 0.002, luck: 0.02, _ => true) > 0.05);
    }

    [Fact]
    public void Members_of_the_true_front_are_pruned_more_rarely_than_the_confidence_allows()
    {
        var (wrong, members) = (0, 0);
        for (var seed = 1; seed <= Studies; seed++)
        {
            var trials = SimulatedTrial.Draw(30, (ulong)seed);
            var front = ParetoFront.Of([.. trials.Select(Simulated.Costs)]);
            var ends = new SimulatedTrainings(Options, Ten, Simulated.Objectives) { Noise = 0.01, Workers = 2, Seed = (ulong)seed }.Run(trials);
            (wrong, members) = (wrong + front.Count(i => ends[i].Reason is not null), members + front.Length);
        }
        TestContext.Current.SendDiagnosticMessage("{0} of {1} members of true fronts pruned", wrong, members);
        Assert.InRange(wrong / (double)members, 0, 0.05);
    }

    [Fact]
    public void Time_is_saved_where_trials_are_clearly_dominated_and_next_to_nothing_is_lost()
    {
        var results = Enumerable.Range(1, 10).Select(seed => Simulated.Compare(new ParetoOptions(), new EvaluationPlan(20, 1), 60, (ulong)seed)).ToArray();
        TestContext.Current.SendDiagnosticMessage("saved {0:F3}, lost {1:F4}", results.Average(r => r.Saved), results.Average(r => r.Lost));
        Assert.True(results.Average(result => result.Saved) > 0.2, string.Join(" ", results));
        Assert.True(results.Average(result => result.Lost) < 0.005, string.Join(" ", results));
    }

    [Fact]
    public void A_trade_off_is_never_pruned()
    {
        SimulatedTrial[] trials = [.. Enumerable.Range(0, 40).Select(number => new SimulatedTrial(number, 0.2 + 0.01 * number, 1e7 + 1e5 * number))];
        Assert.All(new SimulatedTrainings(Options, Ten, Simulated.Objectives) { Noise = 0.02 }.Run(trials), end => Assert.Null(end.Reason));
    }

    [Fact]
    public void Slower_trials_do_not_count_among_the_comparisons()
    {
        // 0.05 apart at a noise of 0.01: enough for one comparison (0.036 would do), not for a hundred (0.055).
        SimulatedTrial[] slower = [.. Enumerable.Range(0, 100).Select(number => new SimulatedTrial(number, 0.2 + 0.002 * number, 4e7))];
        var ends = new SimulatedTrainings(new ParetoOptions { MiouStd = 0.01 }, Ten, Simulated.Objectives).Run(
            [.. slower, new SimulatedTrial(100, 0.5, 2e7), new SimulatedTrial(101, 0.45, 2e7)]);
        Assert.StartsWith("dominated by #100 ", ends[101].Reason, StringComparison.Ordinal);
        Assert.All(ends.Take(101), end => Assert.Null(end.Reason));
    }

    [Fact]
    public void A_late_bloomer_is_spared_where_early_values_say_nothing_about_the_end()
    {
        // Half of the trials are slow and end best: early ranks are the reverse of the final ones.
        SimulatedTrial[] trials = [.. Enumerable.Range(0, 40).Select(number =>
            number % 2 == 0 ? new SimulatedTrial(number, 0.4, 2e7, Speed: 6) : new SimulatedTrial(number, 0.5, 2e7, Speed: 0.2))];
        var ends = new SimulatedTrainings(Options, Ten, Simulated.Objectives) { Noise = 0.002 }.Run(trials);
        Assert.DoesNotContain(ends, end => end.Reason is not null && end.Trial.Quality > 0.45);
    }

    [Fact]
    public void The_reason_names_the_rival_and_all_values()
    {
        var ends = new SimulatedTrainings(Options, Ten, Simulated.Objectives) { Noise = 0.002 }.Run(
            [.. Enumerable.Range(0, 10).Select(number => new SimulatedTrial(number, 0.4 + 0.02 * number, 2e7)), new SimulatedTrial(10, 0.1, 4e7)]);
        Assert.Matches(@"^dominated by #\d \(miou 0\.\d+ ± 0\.\d+ vs 0\.\d+, macs 20000000 vs 40000000\)$", ends[10].Reason);
        Assert.All(ends.Take(3), end => Assert.Null(end.Reason));
    }

    /// <summary>Share of pruned trials among those that must not be, over many studies.</summary>
    private static double RateOf(SimulatedTrial[] trials, ParetoOptions options, double noise, double luck, Func<SimulatedTrial, bool> mustStay)
    {
        var (wrong, all) = (0, 0);
        for (var seed = 1; seed <= Studies; seed++)
        {
            var ends = new SimulatedTrainings(options, Ten, Simulated.Objectives) { Noise = noise, Luck = luck, Workers = 2, Seed = (ulong)seed }.Run(trials);
            wrong += ends.Count(end => mustStay(end.Trial) && end.Reason is not null);
            all += ends.Count(end => mustStay(end.Trial));
        }
        TestContext.Current.SendDiagnosticMessage("pruned {0} of {1}", wrong, all);
        return (double)wrong / all;
    }
}
