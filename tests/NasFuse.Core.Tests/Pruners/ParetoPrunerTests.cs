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
    public void Of_what_it_ends_less_belongs_to_the_true_front_than_the_confidence_allows()
    {
        var (wrong, ended) = Ends(new ParetoOptions(), noise: 0.01, luck: 0);
        Assert.InRange(wrong / (double)ended, 0, 0.05);
    }

    [Fact]
    public void The_luck_of_seeds_ends_no_more_when_it_is_given()
    {
        // Noise 0.006 and luck 0.008 together are 0.01.
        var (wrong, ended) = Ends(new ParetoOptions { MiouStd = 0.01 }, noise: 0.006, luck: 0.008);
        Assert.InRange(wrong / (double)ended, 0, 0.05);
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
    public void Rivals_that_are_each_unsure_are_sure_together()
    {
        // 0.02 better than the last one at a noise of 0.01: one of them dominates it with 92 %, one of thirty nearly surely.
        SimulatedTrial[] Trials(int rivals) => [.. Enumerable.Range(0, 30).Select(number => new SimulatedTrial(number, 0.2 + 0.005 * number, 4e7)),
            .. Enumerable.Range(30, rivals).Select(number => new SimulatedTrial(number, 0.5, 2e7)), new SimulatedTrial(30 + rivals, 0.48, 2.1e7)];
        IReadOnlyList<SimulatedEnd> Ends(int rivals) =>
            new SimulatedTrainings(new ParetoOptions { MiouStd = 0.01 }, Ten, Simulated.Objectives).Run(Trials(rivals));
        Assert.Null(Ends(1)[^1].Reason);
        Assert.StartsWith("dominated, most likely by #3", Ends(30)[^1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_network_that_gains_late_is_judged_by_what_large_networks_gained()
    {
        // Small ones rise at once, large ones late and higher; only the size tells them apart at first.
        SimulatedTrial Large(int number) => new(number, 0.6 + 0.01 * number, 4e7, Speed: 0.5);
        SimulatedTrial Small(int number) => new(number, 0.4 + 0.01 * number, 1e7, Speed: 5);
        SimulatedTrial[] trials = [.. Enumerable.Range(0, 20).Select(number => number % 2 == 0 ? Small(number) : Large(number))];
        var ends = new SimulatedTrainings(new ParetoOptions(), Ten, Simulated.Objectives) { Noise = 0.002 }.Run(trials);
        Assert.All(ends.Where(end => end.Trial.Macs > 2e7), end => Assert.Null(end.Reason));
    }

    [Fact]
    public void A_late_bloomer_is_spared_where_early_values_say_nothing_about_the_end()
    {
        // Half of the trials are slow and end best: early ranks are the reverse of the final ones. Few, because the next of many is rarely the best of them.
        SimulatedTrial[] trials = [.. Enumerable.Range(0, 14).Select(number =>
            number % 2 == 0 ? new SimulatedTrial(number, 0.4, 2e7, Speed: 6) : new SimulatedTrial(number, 0.5 + 0.005 * number, 2e7, Speed: 0.2))];
        var ends = new SimulatedTrainings(Options, Ten, Simulated.Objectives) { Noise = 0.002 }.Run(trials);
        Assert.DoesNotContain(ends, end => end.Reason is not null && end.Trial.Quality > 0.45);
    }

    [Fact]
    public void The_reason_names_the_rival_and_all_values()
    {
        var ends = new SimulatedTrainings(Options, Ten, Simulated.Objectives) { Noise = 0.002 }.Run(
            [.. Enumerable.Range(0, 10).Select(number => new SimulatedTrial(number, 0.4 + 0.02 * number, 2e7)), new SimulatedTrial(10, 0.1, 4e7)]);
        Assert.Matches(
            @"^dominated, most likely by #\d \(miou 0\.\d+ ± 0\.\d+ vs 0\.\d+, macs 20000000 vs 40000000\); on the front with probability (0\.0\d\d|below 0\.001)$",
            ends[10].Reason);
        Assert.All(ends.Take(3), end => Assert.Null(end.Reason));
    }

    /// <summary>What was ended in many studies, and how much of it nobody truly dominates.</summary>
    private static (int Wrong, int Ended) Ends(ParetoOptions options, double noise, double luck)
    {
        var (wrong, ended) = (0, 0);
        for (var seed = 1; seed <= Studies; seed++)
        {
            var trials = SimulatedTrial.Draw(30, (ulong)seed);
            var front = ParetoFront.Of([.. trials.Select(Simulated.Costs)]).ToHashSet();
            var ends = new SimulatedTrainings(options, Ten, Simulated.Objectives) { Noise = noise, Luck = luck, Workers = 2, Seed = (ulong)seed }.Run(trials);
            wrong += ends.Count(end => end.Reason is not null && front.Contains(end.Trial.Number));
            ended += ends.Count(end => end.Reason is not null);
        }
        TestContext.Current.SendDiagnosticMessage("{0} of {1} ended ones belong to the front", wrong, ended);
        Assert.True(ended > 5 * Studies, $"{ended} ended");
        return (wrong, ended);
    }
}
