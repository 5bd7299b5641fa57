using System.Text.Json.Nodes;
using NasFuse.Core.Objectives;
using NasFuse.Core.Pruners;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Evolution;
using NasFuse.Core.Samplers.Models;
using NasFuse.Core.Studies;
using NasFuse.TestKit.Samplers;
using NasFuse.TestKit.Studies;

namespace NasFuse.Core.Tests.Studies;

public sealed class TrialPruningTests
{
    private readonly CurveStudy _study = new();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Pruned_trials_end_with_what_they_reached_and_why(int workers)
    {
        var summary = await _study.Run(new AshaOptions(), workers: workers);
        var pruned = summary.Trials.Where(trial => trial.State == TrialState.Pruned).ToArray();
        Assert.InRange(pruned.Length, 20, 55);
        Assert.DoesNotContain(summary.Front, trial => trial.State == TrialState.Pruned);
        using var store = new InMemoryTrialStore(_study.Content);
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
    [InlineData("asha", "random")]
    [InlineData("pareto", "random")]
    [InlineData("pareto", "gp-ehvi")]
    public async Task A_study_that_is_interrupted_at_any_epoch_prunes_as_an_unbroken_one(string pruner, string sampler)
    {
        PrunerOptions options = pruner == "asha" ? new AshaOptions() : new ParetoOptions { MiouStd = 0.004 };
        SamplerOptions? asking = sampler == "random" ? null : new GpEhviOptions { StartupTrials = 8, TrainingTrials = 24, Candidates = 16, LocalSearchRounds = 0 };
        var unbroken = await new CurveStudy().Run(options, asking);
        Assert.Contains(unbroken.Trials, trial => trial.State == TrialState.Pruned);
        StudySummary broken;
        var (random, runs) = (RandomStreams.Create(1, "stops"), 0);
        do
        {
            using var stop = new CancellationTokenSource();
            broken = await _study.Run(options, asking, stop: stop, stopAfter: random.Next(1, 12));
        }
        while (broken.Interrupted && ++runs < 500);
        Assert.True(runs > 20, $"{runs} runs");
        Assert.Equal(unbroken.Trials.Select(TrialComparable), broken.Trials.Select(TrialComparable));

        static (int, string, TrialState, int, string?, double) TrialComparable(Trial trial) =>
            (trial.Number, trial.ArchitectureId, trial.State, trial.Epochs, trial.Error, trial.Metrics.GetValueOrDefault(MetricNames.MeanIou));
    }

    [Fact]
    public void A_decision_that_was_stored_stands_even_if_others_have_come_since()
    {
        // Reported and decided, then the process died before the trial ended.
        using (var store = new InMemoryTrialStore(_study.Content))
        {
            store.Propose(TrialGenerator.Proposed(0), []);
            store.Start(0, "none");
            store.Report(0, new EpochRecord(1, 1, 1, 0.9, 1, 1));
            store.Report(0, new EpochRecord(2, 1, 1, 0.9, 1, 1) { Pruned = "at epoch 2: because" });
        }
        using var again = new InMemoryTrialStore(_study.Content);
        var pruning = new TrialPruning(CurveStudy.Create(new AshaOptions()), again);
        Assert.Null(pruning.Report(0, new EpochRecord(1, 1, 1, 0.9, 1, 1)).Pruned);
        Assert.Equal("at epoch 2: because", pruning.Report(0, new EpochRecord(2, 1, 1, 0.95, 1, 1)).Pruned);
    }

    [Fact]
    public async Task The_end_of_a_pruned_trial_is_foretold_from_those_before_it()
    {
        await _study.Run(new AshaOptions());
        using var store = new InMemoryTrialStore(_study.Content);
        var study = CurveStudy.Create(new AshaOptions());
        var pruning = new TrialPruning(study, store);
        LearningCurve CurveOf(Trial trial) => TrialPruning.CurveOf(trial, store.Epochs(trial.Number), CurveStudy.Epochs);
        var pruned = store.Trials().Last(trial => trial.State == TrialState.Pruned);
        var before = store.Trials().Where(trial => trial.State == TrialState.Complete && trial.Number < pruned.Number).Select(CurveOf).ToArray();
        var foretold = pruning.Foretell(pruned)!;
        Assert.Equal(-CurveForecast.Fit(before, study.Objectives[0], pruned.Epochs)!.At(CurveOf(pruned))!.Value.Mean, foretold[0], 12);
        Assert.Equal(pruned.Metrics[MetricNames.LatencyMs], foretold[1]);
        Assert.True(foretold[0] > pruned.Metrics[MetricNames.MeanIou], "it would have gained");
        // With too few trials before it nothing can be said.
        Assert.Null(pruning.Foretell(store.Find(1)!));
    }

    [Fact]
    public void What_is_measured_before_training_is_stored_and_counts()
    {
        using var store = new InMemoryTrialStore(_study.Content);
        for (var number = 0; number < 2; number++) store.Propose(TrialGenerator.Proposed(number), []);
        var pruning = new TrialPruning(CurveStudy.Create(new AshaOptions()), store);
        for (var number = 0; number < 2; number++)
        {
            pruning.Started(store.Start(number, "none"));
            pruning.Measured(number, new Dictionary<string, double> { [MetricNames.LatencyMs] = 5 + number });
        }
        Assert.Equal(6, store.Find(1)!.Metrics[MetricNames.LatencyMs]);
        Assert.Null(pruning.Report(0, new EpochRecord(1, 1, 1, 0.5, 1, 1)).Pruned);
        // Slower and worse: second of two, of which one goes on. After the last epoch nobody is asked.
        Assert.NotNull(pruning.Report(1, new EpochRecord(1, 1, 1, 0.4, 1, 1)).Pruned);
        Assert.Null(pruning.Report(1, new EpochRecord(CurveStudy.Epochs, 1, 1, 0.4, 1, 1)).Pruned);
        Assert.Null(pruning.Report(1, new EpochRecord(2, 1, 1, null, 1, 1)).Pruned);
    }

    [Fact]
    public void Samplers_see_a_pruned_trial_apart_from_complete_ones()
    {
        var study = CurveStudy.Create(new AshaOptions()) with { Constraints = [new Constraint(MetricNames.MeanIou, ">", 0.8)] };
        var pruned = TrialGenerator.Proposed(0) with
        {
            State = TrialState.Pruned, Epochs = 3, Metrics = TrialGenerator.Proposed(0).Metrics.Add(MetricNames.MeanIou, 0.4).Add(MetricNames.LatencyMs, 5),
        };
        var seen = TrialLedger.ForSampler(pruned, study, _ => [0.6, 5]);
        Assert.Null(seen.Values);
        Assert.Equal(0, seen.Violation);
        Assert.Equal([0.4, 5], seen.Partial!.Values);
        Assert.Equal(1 / 3.0, seen.Partial.Budget, 12);
        Assert.Equal([0.6, 5], seen.Partial.Foretold!);
        Assert.Null(TrialLedger.ForSampler(pruned with { State = TrialState.Complete }, study, _ => null).Partial);
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
}
