using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using NasFuse.Core.Graphs;
using NasFuse.Core.Objectives;
using NasFuse.Core.Pruners;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Draws;
using NasFuse.Core.Samplers.Evolution;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;
using NasFuse.TestKit.Samplers;
using NasFuse.TestKit.Studies;

namespace NasFuse.Core.Tests.Studies;

public sealed class TrialPruningTests
{
    private const int Epochs = 9;

    private static readonly EvaluationPlan Plan = new(Epochs, 1);

    private readonly InMemoryTrialStore.Content _content = new();
    private readonly ConcurrentDictionary<int, List<EpochRecord>> _checkpoints = new();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Pruned_trials_end_with_what_they_reached_and_why(int workers)
    {
        var summary = await Run(workers: workers);
        var pruned = summary.Trials.Where(trial => trial.State == TrialState.Pruned).ToArray();
        Assert.InRange(pruned.Length, 20, 55);
        Assert.DoesNotContain(summary.Front, trial => trial.State == TrialState.Pruned);
        using var store = new InMemoryTrialStore(_content);
        foreach (var trial in pruned)
        {
            Assert.StartsWith($"at epoch {trial.Epochs}: place ", trial.Error, StringComparison.Ordinal);
            var epochs = store.Epochs(trial.Number);
            Assert.Equal(trial.Epochs, epochs.Count);
            Assert.Equal(trial.Error, epochs[^1].Pruned);
            Assert.Equal(epochs[^1].MeanIou, trial.Metrics[MetricNames.MeanIou]);
            Assert.All(epochs.SkipLast(1), epoch => Assert.Null(epoch.Pruned));
        }
        var complete = summary.Trials.Where(trial => trial.State == TrialState.Complete);
        Assert.All(complete, trial => Assert.All(store.Epochs(trial.Number), epoch => Assert.Null(epoch.Pruned)));
    }

    [Theory]
    [InlineData("asha")]
    [InlineData("pareto")]
    public async Task A_study_that_is_interrupted_at_any_epoch_prunes_as_an_unbroken_one(string pruner)
    {
        PrunerOptions options = pruner == "asha" ? new AshaOptions() : new ParetoOptions { MiouStd = 0.004 };
        var unbroken = await new TrialPruningTests().Run(options);
        Assert.Contains(unbroken.Trials, trial => trial.State == TrialState.Pruned);
        StudySummary broken;
        var (random, runs) = (RandomStreams.Create(1, "stops"), 0);
        do
        {
            using var stop = new CancellationTokenSource();
            broken = await Run(options, stop: stop, stopAfter: random.Next(1, 12));
        }
        while (broken.Interrupted && ++runs < 500);
        Assert.True(runs > 20, $"{runs} runs");
        Assert.Equal(unbroken.Trials.Select(TrialComparable), broken.Trials.Select(TrialComparable));

        static (int, TrialState, int, string?, double) TrialComparable(Trial trial) =>
            (trial.Number, trial.State, trial.Epochs, trial.Error, trial.Metrics.GetValueOrDefault(MetricNames.MeanIou));
    }

    [Fact]
    public void A_decision_that_was_stored_stands_even_if_others_have_come_since()
    {
        // Reported and decided, then the process died before the trial ended.
        using (var store = new InMemoryTrialStore(_content))
        {
            store.Propose(TrialGenerator.Proposed(0), []);
            store.Start(0, "none");
            store.Report(0, new EpochRecord(1, 1, 1, 0.9, 1, 1));
            store.Report(0, new EpochRecord(2, 1, 1, 0.9, 1, 1) { Pruned = "at epoch 2: because" });
        }
        using var again = new InMemoryTrialStore(_content);
        var pruning = new TrialPruning(NewStudy(new AshaOptions()), again);
        Assert.Null(pruning.Report(0, new EpochRecord(1, 1, 1, 0.9, 1, 1)).Pruned);
        Assert.Equal("at epoch 2: because", pruning.Report(0, new EpochRecord(2, 1, 1, 0.95, 1, 1)).Pruned);
    }

    [Fact]
    public void What_is_measured_before_training_is_stored_and_counts()
    {
        using var store = new InMemoryTrialStore(_content);
        for (var number = 0; number < 2; number++) store.Propose(TrialGenerator.Proposed(number), []);
        var pruning = new TrialPruning(NewStudy(new AshaOptions()), store);
        for (var number = 0; number < 2; number++)
        {
            pruning.Started(store.Start(number, "none"));
            pruning.Measured(number, new Dictionary<string, double> { [MetricNames.LatencyMs] = 5 + number });
        }
        Assert.Equal(6, store.Find(1)!.Metrics[MetricNames.LatencyMs]);
        Assert.Null(pruning.Report(0, new EpochRecord(1, 1, 1, 0.5, 1, 1)).Pruned);
        // Slower and worse: second of two, of which one goes on. After the last epoch nobody is asked.
        Assert.NotNull(pruning.Report(1, new EpochRecord(1, 1, 1, 0.4, 1, 1)).Pruned);
        Assert.Null(pruning.Report(1, new EpochRecord(Epochs, 1, 1, 0.4, 1, 1)).Pruned);
        Assert.Null(pruning.Report(1, new EpochRecord(2, 1, 1, null, 1, 1)).Pruned);
    }

    [Fact]
    public void Samplers_see_a_pruned_trial_apart_from_complete_ones()
    {
        var study = NewStudy(new AshaOptions()) with { Constraints = [new Constraint(MetricNames.MeanIou, ">", 0.8)] };
        var pruned = TrialGenerator.Proposed(0) with
        {
            State = TrialState.Pruned, Epochs = 3, Metrics = TrialGenerator.Proposed(0).Metrics.Add(MetricNames.MeanIou, 0.4).Add(MetricNames.LatencyMs, 5),
        };
        var seen = TrialLedger.ForSampler(pruned, study);
        Assert.Null(seen.Values);
        Assert.Equal(0, seen.Violation);
        Assert.Equal([0.4, 5], seen.Partial!.Values);
        Assert.Equal(1 / 3.0, seen.Partial.Budget, 12);
        Assert.Null(TrialLedger.ForSampler(pruned with { State = TrialState.Complete }, study).Partial);
    }

    [Fact]
    public void Nsga2_ranks_pruned_trials_behind_complete_ones_by_the_budget_they_survived()
    {
        var sampler = new Nsga2Options { PopulationSize = 4 }.Create();
        var study = new SimulatedStudy(sampler, new PlantedSpace(), PlantedSpace.Objectives(2), 1);
        for (var i = 0; i < 6; i++) study.Ask();
        FinishedTrial Finished(int number, double[]? values, PartialResult? partial = null) =>
            new(number, study.Proposals[number].Assignment, values, 0) { Partial = partial };
        study.Tell(Finished(0, null, new PartialResult([0.99, 1], 0.2)));
        study.Tell(Finished(1, null, new PartialResult([0.10, 200], 0.6)));
        study.Tell(Finished(2, [0.2, 250]));
        study.Tell(Finished(3, null, new PartialResult([0.98, 2], 0.2)));
        study.Tell(Finished(4, [0.1, 260]));
        study.Tell(Finished(5, null));
        study.Ask();
        var saved = JsonNode.Parse(sampler.Save().ToJsonString())!.AsObject();
        Assert.Equal([2, 4, 1, 0], saved["parents"]!.AsArray().Select(parent => (int)parent!["number"]!));
        var restored = new Nsga2Options { PopulationSize = 4 }.Create();
        restored.Restore(saved);
        Assert.Equal(saved.ToJsonString(), restored.Save().ToJsonString());
    }

    private static Study NewStudy(PrunerOptions? pruner) => new(
        "test", new PlantedSpace(), [new(MetricNames.MeanIou, Direction.Maximize), new(MetricNames.LatencyMs, Direction.Minimize)], [],
        new ReferencePoint([-1, 0], [0, 1000]), new Size(16, 16), new BudgetSpecification { Trials = 60 }, Seed: 5) { Plan = Plan, Pruner = pruner };

    private async Task<StudySummary> Run(PrunerOptions? pruner = null, int workers = 1, CancellationTokenSource? stop = null, int stopAfter = int.MaxValue)
    {
        using var store = new InMemoryTrialStore(_content);
        var reports = stopAfter;
        var queue = new InProcessTrialQueue(workers);
        TrialWorker[] working = [.. Enumerable.Range(0, workers).Select(slot => new TrialWorker(queue, "test", slot, () => new CurveEvaluator(_checkpoints, () =>
        {
            if (Interlocked.Decrement(ref reports) == 0) stop!.Cancel();
        }), _ => "unused"))];
        var runner = new StudyRunner(
            NewStudy(pruner ?? new AshaOptions()), new RandomSamplerOptions().Create(), store, queue, working, new SilentObserver(), TimeProvider.System);
        return await runner.RunAsync(stop?.Token ?? TestContext.Current.CancellationToken);
    }

    /// <summary>
    /// Reports a curve made up from the trial's seed, as the trainer does: finished epochs again first, then new ones, each kept before it is reported.
    /// </summary>
    private sealed class CurveEvaluator(ConcurrentDictionary<int, List<EpochRecord>> checkpoints, Action afterReport) : ITrialEvaluator
    {
        public string Device => "none";

        public Trial Evaluate(TrialAssignment assignment, ITrialProgress progress, CancellationToken cancellation)
        {
            var trial = assignment.Trial with { Metrics = assignment.Trial.Metrics.SetItem(MetricNames.LatencyMs, assignment.Trial.Macs / 1e4) };
            progress.Measured(trial.Metrics);
            var history = checkpoints.GetOrAdd(trial.Number, _ => []);
            foreach (var epoch in history.ToArray()) Report(progress, epoch);
            while (history.Count < Epochs && progress.ReasonToStop is null)
            {
                cancellation.ThrowIfCancellationRequested();
                history.Add(Epoch(trial, history.Count + 1));
                Report(progress, history[^1]);
                // A stop may come between the decision and the end.
                cancellation.ThrowIfCancellationRequested();
            }
            return trial with
            {
                State = progress.ReasonToStop is null ? TrialState.Complete : TrialState.Pruned, Error = progress.ReasonToStop, Epochs = history.Count,
                Metrics = trial.Metrics.SetItem(MetricNames.MeanIou, history[^1].MeanIou!.Value),
            };
        }

        private void Report(ITrialProgress progress, EpochRecord epoch)
        {
            progress.Epoch(epoch);
            afterReport();
        }

        private static EpochRecord Epoch(Trial trial, int epoch)
        {
            var quality = 0.3 + 0.5 * RandomStreams.Create(trial.Seed, "quality").NextDouble();
            var noise = 0.004 * (RandomStreams.Create(trial.Seed, "noise", epoch).NextDouble() - 0.5);
            return new EpochRecord(epoch, 1, 0.1, quality * (1 - Math.Exp(-0.4 * epoch)) + noise, 1, 1);
        }

        public void Dispose()
        {
        }
    }
}
