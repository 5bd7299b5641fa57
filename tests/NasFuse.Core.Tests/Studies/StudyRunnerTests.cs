using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Objectives;
using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Draws;
using NasFuse.Core.Samplers.Enumeration;
using NasFuse.Core.Samplers.Evolution;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.Studies;
using NasFuse.TestKit.Studies;

namespace NasFuse.Core.Tests.Studies;

public sealed class StudyRunnerTests
{
    private readonly InMemoryTrialStore.Content _content = new();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Runs_until_the_budget_is_spent(int workers)
    {
        var summary = await Run(trials: 20, workers: workers);
        Assert.False(summary.Interrupted);
        Assert.Equal(Enumerable.Range(0, 20), summary.Trials.Select(trial => trial.Number));
        Assert.All(summary.Trials, trial => Assert.True(trial.State.IsFinal(), $"#{trial.Number} is {trial.State}"));
        Assert.NotEmpty(summary.Front);
        Assert.InRange(summary.HypervolumeShare, 0.01, 1);
    }

    [Fact]
    public async Task The_same_architecture_is_never_evaluated_twice()
    {
        var evaluated = new ConcurrentBag<string>();
        var summary = await Run(trials: 60, evaluate: (trial, _) =>
        {
            evaluated.Add(trial.ArchitectureId);
            return Score(trial);
        });
        Assert.Equal(evaluated.Count, evaluated.Distinct().Count());
        Assert.All(summary.Trials.Where(trial => trial.State == TrialState.Duplicate), trial => Assert.Equal(
            summary.Trials[trial.DuplicateOf!.Value].Metrics[MetricNames.MeanIou], trial.Metrics[MetricNames.MeanIou]));
        Assert.Contains(summary.Trials, trial => trial.State == TrialState.Duplicate);
    }

    [Fact]
    public async Task Broken_static_constraints_cost_no_evaluation()
    {
        var summary = await Run(trials: 30, constraints: [new Constraint(MetricNames.Parameters, "<", 2500)], evaluate: (trial, _) =>
        {
            Assert.True(trial.Parameters < 2500);
            return Score(trial);
        });
        var infeasible = summary.Trials.Where(trial => trial.State == TrialState.Infeasible).ToArray();
        Assert.NotEmpty(infeasible);
        Assert.All(infeasible, trial => Assert.Contains("parameters is", trial.Error, StringComparison.Ordinal));
        Assert.DoesNotContain(summary.Front, trial => trial.Parameters >= 2500);
    }

    [Fact]
    public async Task A_trial_that_throws_is_failed_and_the_study_goes_on()
    {
        var summary = await Run(trials: 12, evaluate: (trial, _) => trial.Number == 3 ? throw new InvalidOperationException("out of luck") : Score(trial));
        Assert.Equal(TrialState.Failed, summary.Trials[3].State);
        Assert.Equal("InvalidOperationException: out of luck", summary.Trials[3].Error);
        Assert.Equal(12, summary.Trials.Length);
    }

    [Fact]
    public async Task A_study_that_is_interrupted_again_and_again_equals_an_unbroken_one()
    {
        var unbroken = await new StudyRunnerTests().Run(trials: 24);
        StudySummary broken;
        var run = 0;
        do
        {
            using var stop = new CancellationTokenSource();
            var evaluations = 0;
            var stopAt = 1 + run++ % 4;
            broken = await Run(trials: 24, evaluate: (trial, token) =>
            {
                if (++evaluations == stopAt) stop.Cancel();
                token.ThrowIfCancellationRequested();
                return Score(trial);
            }, cancellation: stop.Token);
            Assert.DoesNotContain(broken.Trials, trial => trial.State == TrialState.Running);
        }
        while (broken.Interrupted && run < 200);

        Assert.False(broken.Interrupted);
        Assert.True(run > 3);
        Assert.Equal(unbroken.Trials.Select(trial => (trial.Number, trial.State, trial.ArchitectureId)), broken.Trials.Select(trial => (trial.Number, trial.State, trial.ArchitectureId)));
    }

    [Fact]
    public async Task An_error_of_the_worker_itself_ends_the_study_with_that_error()
    {
        var error = await Assert.ThrowsAsync<NotSupportedException>(() => Run(trials: 5, createEvaluator: () => throw new NotSupportedException("no such device")));
        Assert.Equal("no such device", error.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_sampler_that_has_nothing_left_ends_the_study(int workers)
    {
        var summary = await Run(trials: 1000, workers: workers, sampler: new EnumerationSamplerOptions());
        Assert.False(summary.Interrupted);
        Assert.Equal(12, summary.Trials.Length);
        Assert.Equal(12, summary.Trials.Select(trial => trial.ArchitectureId).Distinct().Count());
        Assert.All(summary.Trials, trial => Assert.Equal(TrialState.Complete, trial.State));
        var again = await Run(trials: 1000, sampler: new EnumerationSamplerOptions());
        Assert.Equal(summary.Trials.Select(trial => trial.Attempts), again.Trials.Select(trial => trial.Attempts));
    }

    [Fact]
    public async Task An_enumeration_that_is_interrupted_goes_on_where_it_was()
    {
        for (var run = 0; run < 12; run++)
        {
            using var stop = new CancellationTokenSource();
            var evaluations = 0;
            await Run(trials: 1000, sampler: new EnumerationSamplerOptions(), cancellation: stop.Token, evaluate: (trial, token) =>
            {
                if (++evaluations == 2) stop.Cancel();
                token.ThrowIfCancellationRequested();
                return Score(trial);
            });
        }
        var summary = await Run(trials: 1000, sampler: new EnumerationSamplerOptions());
        Assert.Equal(Enumerable.Range(0, 12), summary.Trials.Select(trial => trial.Number));
        Assert.Equal(new TwelveArchitectures().Enumerate().Select(proposal => ArchitectureId.Of(proposal.Architecture)), summary.Trials.Select(trial => trial.ArchitectureId));
    }

    [Theory]
    [InlineData("random")]
    [InlineData("nsga2")]
    public async Task A_synchronous_study_is_the_same_for_any_number_of_workers(string sampler)
    {
        SamplerOptions options = sampler == "nsga2" ? new Nsga2Options { PopulationSize = 6 } : new RandomSamplerOptions();
        Trial SlowSometimes(Trial trial, CancellationToken _)
        {
            // Later trials of a batch end first, so that the order of ends differs from that of the numbers.
            Task.Delay(trial.Number % 4 == 0 ? 20 : 1, CancellationToken.None).Wait(CancellationToken.None);
            return Score(trial);
        }
        Task<StudySummary> Study(int workers) => new StudyRunnerTests().Run(trials: 30, workers: workers, sampler: options, synchronousBatch: 4, evaluate: SlowSometimes);

        var alone = await Study(workers: 1);
        foreach (var workers in (int[])[2, 4, 7])
        {
            var together = await Study(workers);
            Assert.Equal(
                alone.Trials.Select(trial => (trial.Number, trial.State, trial.ArchitectureId, trial.Seed, trial.DuplicateOf)),
                together.Trials.Select(trial => (trial.Number, trial.State, trial.ArchitectureId, trial.Seed, trial.DuplicateOf)));
            Assert.Equal(alone.Trials.SelectMany(trial => trial.Metrics), together.Trials.SelectMany(trial => trial.Metrics));
        }
    }

    [Fact]
    public async Task A_synchronous_study_that_is_interrupted_again_and_again_equals_an_unbroken_one()
    {
        var unbroken = await new StudyRunnerTests().Run(trials: 22, workers: 2, sampler: new Nsga2Options { PopulationSize = 4 }, synchronousBatch: 4);
        StudySummary broken;
        var run = 0;
        do
        {
            using var stop = new CancellationTokenSource();
            var evaluations = 0;
            var stopAt = 2 + run++ % 3;
            broken = await Run(trials: 22, workers: 2, sampler: new Nsga2Options { PopulationSize = 4 }, synchronousBatch: 4, evaluate: (trial, token) =>
            {
                if (Interlocked.Increment(ref evaluations) == stopAt) stop.Cancel();
                token.ThrowIfCancellationRequested();
                return Score(trial);
            }, cancellation: stop.Token);
        }
        while (broken.Interrupted && run < 200);

        Assert.True(run > 3);
        Assert.Equal(unbroken.Trials.Select(trial => (trial.Number, trial.State, trial.ArchitectureId)), broken.Trials.Select(trial => (trial.Number, trial.State, trial.ArchitectureId)));
    }

    [Fact]
    public async Task Epochs_are_stored_as_they_end()
    {
        await Run(trials: 2);
        using var store = new InMemoryTrialStore(_content);
        Assert.Equal([1, 2], store.Epochs(0).Select(epoch => epoch.Epoch));
    }

    [Fact]
    public async Task Whoever_listens_hears_of_trials_and_spans()
    {
        var (ended, spans) = (0L, new ConcurrentBag<string>());
        using var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: StudyTelemetry.Name, Name: "nasfuse.trials" }) listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref ended, count));
        meters.Start();
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == StudyTelemetry.Name, Sample = (ref _) => ActivitySamplingResult.AllData, ActivityStopped = span => spans.Add(span.OperationName),
        };
        ActivitySource.AddActivityListener(activities);
        await Run(trials: 5);
        // Other tests of this process may be heard too.
        Assert.True(ended >= 1, $"{ended} trials");
        Assert.Contains("trial", spans);
    }

    private async Task<StudySummary> Run(
        int trials, int workers = 1, IReadOnlyList<Constraint>? constraints = null, Func<Trial, CancellationToken, Trial>? evaluate = null,
        Func<ITrialEvaluator>? createEvaluator = null, CancellationToken? cancellation = null, SamplerOptions? sampler = null, int? synchronousBatch = null)
    {
        Objective[] objectives = [new(MetricNames.MeanIou, Direction.Maximize), new(MetricNames.LatencyMs, Direction.Minimize)];
        var study = new Study(
            "test", new TwelveArchitectures(), [.. objectives], [.. constraints ?? []], new ReferencePoint([-1, 0], [0, 100]), new Size(64, 64),
            new BudgetSpecification { Trials = trials }, Seed: 5)
        {
            SynchronousBatch = synchronousBatch,
        };
        return await study.RunAsync(
            (sampler ?? new RandomSamplerOptions()).Create(), _content, createEvaluator ?? (() => new MadeUpEvaluator(evaluate ?? ((trial, _) => Score(trial)))),
            workers, cancellation ?? TestContext.Current.CancellationToken);
    }

    private static Trial Score(Trial trial) => trial with
    {
        State = TrialState.Complete,
        Metrics = trial.Metrics.SetItem(MetricNames.MeanIou, 1 - 1000.0 / (1000 + trial.Parameters)).SetItem(MetricNames.LatencyMs, trial.Macs / 1e6),
    };
}
