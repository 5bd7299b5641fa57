using System.Collections.Concurrent;
using System.Collections.Immutable;
using MathNet.Numerics.Distributions;
using NasFuse.Core.Graphs;
using NasFuse.Core.Noise;
using NasFuse.Core.Objectives;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Repeats;
using NasFuse.TestKit.Samplers;
using NasFuse.TestKit.Studies;

namespace NasFuse.Core.Tests.Studies.Repeats;

public sealed class PromotionTests : IDisposable
{
    private const int Epochs = 6;

    // #0 and #1 cost the same and differ by less than the noise; #2 is a sure trade-off; #3 is far behind; #4 was pruned high, #5 low.
    private static readonly (TrialState State, double Miou, double Macs)[] Truth =
    [
        (TrialState.Complete, 0.500, 100), (TrialState.Complete, 0.502, 100), (TrialState.Complete, 0.300, 50), (TrialState.Complete, 0.100, 100),
        (TrialState.Pruned, 0.600, 100), (TrialState.Pruned, 0.050, 100), (TrialState.Complete, 0.200, 45), (TrialState.Complete, 0.400, 80),
    ];

    private readonly InMemoryTrialStore _store = new(new InMemoryTrialStore.Content());
    private readonly ConcurrentBag<(int Trial, ulong Seed, string Folder)> _evaluated = [];

    public PromotionTests()
    {
        for (var number = 0; number < Truth.Length; number++)
        {
            var (state, miou, macs) = Truth[number];
            _store.Propose(TrialGenerator.Proposed(number) with { Attempts = 1 }, []);
            var epochs = state == TrialState.Pruned ? 2 : Epochs;
            // Early values are 0.6 of the final ones, give or take: enough for a line.
            foreach (var epoch in (int[])[2, Epochs])
            {
                if (epoch <= epochs) _store.Report(number, new EpochRecord(epoch, 1, 1, epoch == Epochs ? miou : 0.6 * miou + 0.001 * (number % 3), 1, 1));
            }
            _store.Finish(_store.Find(number)! with
            {
                State = state, Epochs = epochs, TrainSeconds = epochs,
                Metrics = Metrics(state == TrialState.Pruned ? 0.6 * miou : miou, macs),
            });
        }
    }

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task While_no_noise_is_known_the_front_is_measured_then_what_is_open_until_it_has_enough_seeds()
    {
        Assert.False(Front().Noise.IsKnown);
        var first = Next(seeds: 2);
        Assert.Equal([0, 1, 2, 6, 7], first.Select(repeat => repeat.Trial).Union([0]).Order());
        await Run(first);
        Assert.True(Front().Noise.IsKnown);
        for (var round = 0; round < 20 && Next(seeds: 6) is { Count: > 0 } next; round++)
        {
            Assert.All(next, repeat => Assert.Contains(repeat.Trial, (int[])[0, 1]));
            await Run(next);
        }
        var trials = _store.Trials();
        // The two that noise does not tell apart got more than those that are settled: until they have six each, or are settled too.
        var open = Front().Uncertain.Select(candidate => candidate.Trial.Number).ToArray();
        Assert.All(trials.Take(2), trial => Assert.InRange(trial.Evaluations(Epochs).Count, open.Contains(trial.Number) ? 6 : 3, 6));
        Assert.All(trials.Skip(6), trial => Assert.Equal(2, trial.Evaluations(Epochs).Count));
        Assert.Empty(trials[3].Repeats);
        Assert.All(_evaluated, evaluation => Assert.NotEqual(trials[evaluation.Trial].Seed, evaluation.Seed));
        Assert.Equal(_evaluated.Count, _evaluated.Select(evaluation => (evaluation.Trial, evaluation.Seed)).Distinct().Count());
        var front = Front();
        Assert.Equal(NoiseSource.Repeats, front.Noise.Objectives[0].Source);
        Assert.InRange(front.Noise.Objectives[0].Estimate!.StandardDeviation, 0.004, 0.02);
        Assert.Equal(NoiseSource.Exact, front.Noise.Objectives[1].Source);
        Assert.Equal(1, front.Candidates.Single(candidate => candidate.Trial.Number == 2).Membership);
    }

    [Fact]
    public void The_top_is_a_bound_on_trials_that_counts_those_chosen_before()
    {
        Assert.Single(Next(seeds: 2, top: 1));
        var one = Next(seeds: 2, top: 1)[0].Trial;
        var next = new PromotionPlan(NewStudy(), new PromotionRequest(3, null, 1)).Next(_store.Trials(), new HashSet<int> { one }, _store.Epochs);
        Assert.Equal(one, Assert.Single(next).Trial);
    }

    [Fact]
    public void What_was_begun_comes_first_with_the_same_seed()
    {
        var planned = Next(seeds: 2)[1];
        _store.Save(planned with { State = TrialState.Running, Attempts = 1 });
        var next = Assert.Single(Next(seeds: 2));
        Assert.Equal((planned.Trial, planned.Index, planned.Seed, TrialState.Running), (next.Trial, next.Index, next.Seed, next.State));
    }

    [Fact]
    public async Task Pruned_trainings_are_taken_up_where_the_forecast_does_not_rule_the_front_out()
    {
        var next = Assert.Single(Next(epochs: Epochs));
        Assert.Equal((4, _store.Find(4)!.Seed), (next.Trial, next.Seed));
        await Run([next]);
        Assert.Equal("own", Assert.Single(_evaluated).Folder);
        var averaged = _store.Find(4)!.Averaged(Epochs);
        Assert.Equal((TrialState.Complete, Epochs, 1), (averaged.State, averaged.Epochs, averaged.EvaluationCount));
        Assert.Equal(_store.Find(4)!.Repeats[0].Metrics["miou"], averaged.Metrics["miou"]);
        Assert.Contains(4, TrialRanking.Front(_store.Trials().Select(trial => trial.Averaged(Epochs)), NewStudy().Objectives).Select(trial => trial.Number));
        Assert.Empty(Next(epochs: Epochs));
    }

    [Fact]
    public async Task More_epochs_train_what_is_open_anew_once_and_do_not_mix_with_the_studys_budget()
    {
        var next = Next(epochs: 20);
        await Run(next);
        Assert.Empty(Next(epochs: 20));
        var trial = _store.Find(next[0].Trial)!;
        Assert.Equal(20, Assert.Single(trial.Repeats).Epochs);
        Assert.Equal(trial.Metrics["miou"], trial.Averaged(Epochs).Metrics["miou"]);
        Assert.Equal("repeat", _evaluated.First().Folder);
    }

    [Fact]
    public async Task A_repeat_that_fails_is_stored_and_not_tried_for_ever()
    {
        for (var round = 0; round < 10 && Next(seeds: 2) is { Count: > 0 } next; round++) await Run(next, fails: true);
        Assert.Empty(Next(seeds: 2));
        Assert.All(_store.Trials().SelectMany(trial => trial.Repeats), repeat => Assert.Equal("InvalidOperationException: out of luck", repeat.Error));
        Assert.Equal(0.5, _store.Find(0)!.Averaged(Epochs).Metrics["miou"]);
    }

    [Fact]
    public async Task A_cancelled_repeat_stays_running_and_is_finished_by_the_next_run()
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Run(Next(seeds: 2), cancelAt: 2, stop: stop));
        var left = _store.Trials().SelectMany(trial => trial.Repeats).Where(repeat => repeat.State == TrialState.Running).ToArray();
        Assert.NotEmpty(left);
        await Run(Next(seeds: 2));
        Assert.All(left, repeat => Assert.Equal((TrialState.Complete, 2, repeat.Seed), Find(repeat)));

        (TrialState, int, ulong) Find(Repeat repeat) => _store.Find(repeat.Trial)!.Repeats.Where(stored => stored.Index == repeat.Index)
            .Select(stored => (stored.State, stored.Attempts, stored.Seed)).Single();
    }

    [Fact]
    public void Averages_and_spreads_of_a_known_case()
    {
        Repeat New(int index, double miou, int epochs = Epochs) => new()
        {
            Trial = 0, Index = index, Seed = 9, Epochs = epochs, State = TrialState.Complete, Metrics = Metrics(miou, 100), TrainSeconds = 5,
        };
        var trial = _store.Find(0)! with { Repeats = [New(1, 0.53), New(2, 0.56), New(3, 0.9, epochs: 50), New(4, 0.9) with { State = TrialState.Failed }] };
        var averaged = trial.Averaged(Epochs);
        Assert.Equal(3, averaged.EvaluationCount);
        Assert.Equal(0.53, averaged.Metrics["miou"], 12);
        Assert.Equal(0.03, averaged.Spread["miou"], 12);
        Assert.Equal(0, averaged.Spread["macs"], 12);
        Assert.Equal(Epochs + 10, averaged.TrainSeconds);
        Assert.Equal(0.5, trial.Single(Epochs).Metrics["miou"]);
    }

    private ConfidentFront Front() => ConfidentFront.Of(_store.Trials(), NewStudy().Objectives, Epochs, NewStudy().Reference);

    private IReadOnlyList<Repeat> Next(int? seeds = null, int? epochs = null, int? top = null) =>
        new PromotionPlan(NewStudy(), new PromotionRequest(seeds, epochs, top)).Next(_store.Trials(), new HashSet<int>(), _store.Epochs);

    private Task Run(IEnumerable<Repeat> repeats, bool fails = false, int cancelAt = 0, CancellationTokenSource? stop = null)
    {
        var begun = 0;
        Func<ITrialEvaluator> create = () => new NoisyEvaluator(this, () =>
        {
            if (Interlocked.Increment(ref begun) == cancelAt) stop!.Cancel();
            if (fails) throw new InvalidOperationException("out of luck");
        });
        string FolderOf(Trial trial, Repeat repeat) => repeat.Continues(trial) ? "own" : "repeat";
        return new RepeatRunner(_store, [create, create], FolderOf, new SilentObserver(), TimeProvider.System)
            .RunAsync(repeats, stop?.Token ?? TestContext.Current.CancellationToken);
    }

    private static ImmutableSortedDictionary<string, double> Metrics(double miou, double macs) =>
        ImmutableSortedDictionary<string, double>.Empty.Add(MetricNames.MeanIou, miou).Add(MetricNames.Macs, macs);

    private static Study NewStudy() => new(
        "test", new PlantedSpace(), [new(MetricNames.MeanIou, Direction.Maximize), new(MetricNames.Macs, Direction.Minimize)], [],
        new ReferencePoint([-1, 0], [0, 200]), new Size(16, 16), new BudgetSpecification { Trials = 8 }, Seed: 5) { Plan = new(Epochs, 1) };

    private sealed class NoisyEvaluator(PromotionTests test, Action begin) : ITrialEvaluator
    {
        public string Device => "none";

        public Trial Evaluate(TrialAssignment assignment, ITrialProgress progress, CancellationToken cancellation)
        {
            begin();
            cancellation.ThrowIfCancellationRequested();
            var trial = assignment.Trial;
            test._evaluated.Add((trial.Number, trial.Seed, assignment.Folder));
            progress.Epoch(new EpochRecord(1, 1, 1, 0.1, 1, 1));
            var miou = Truth[trial.Number].Miou + Normal.Sample(RandomStreams.Create(trial.Seed, "noise"), 0, 0.01);
            return trial with { State = TrialState.Complete, Metrics = Metrics(miou, Truth[trial.Number].Macs), TrainSeconds = 5 };
        }

        public void Dispose()
        {
        }
    }

    private sealed class SilentObserver : IRepeatObserver
    {
        public void Started(Trial trial, Repeat repeat)
        {
        }

        public void Epoch(Repeat repeat, EpochRecord epoch)
        {
        }

        public void Finished(Repeat repeat)
        {
        }
    }
}
