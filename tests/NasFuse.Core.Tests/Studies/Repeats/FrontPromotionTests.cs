using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using NasFuse.Core.Graphs;
using NasFuse.Core.Objectives;
using NasFuse.Core.Pruners;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Draws;
using NasFuse.Core.Samplers.Enumeration;
using NasFuse.Core.Samplers.Evolution;
using NasFuse.Core.Studies;
using NasFuse.TestKit.Studies;

namespace NasFuse.Core.Tests.Studies.Repeats;

public sealed class FrontPromotionTests
{
    private static readonly Objective[] Objectives = [new(MetricNames.MeanIou, Direction.Maximize), new(MetricNames.Macs, Direction.Minimize)];

    private readonly InMemoryTrialStore.Content _content = new();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Whatever_is_on_the_front_in_the_end_was_evaluated_often_enough_and_counts_by_its_mean(int workers)
    {
        // The enumeration ends by itself, so that the budget cuts nothing off.
        var summary = await Run(trials: 1000, workers: workers, sampler: new EnumerationSamplerOptions());
        Assert.NotEmpty(summary.Front);
        Assert.All(summary.Front, trial => Assert.Equal(3, trial.EvaluationCount));
        foreach (var original in summary.Trials.Where(trial => trial.State == TrialState.Complete))
        {
            Trial[] repeats = [.. summary.Trials.Where(trial => trial.RepeatOf == original.Number)];
            Assert.All(repeats, repeat => Assert.Equal((TrialState.Repeat, original.ArchitectureId), (repeat.State, repeat.ArchitectureId)));
            Assert.Equal(1 + repeats.Length, original.EvaluationCount);
            Assert.Equal(repeats.Select(repeat => (int?)repeat.Number), original.Repeats.Select(repeat => repeat.EvaluatedBy));
            var first = Noisy(original).Metrics[MetricNames.MeanIou];
            Assert.Equal(repeats.Select(repeat => repeat.Metrics[MetricNames.MeanIou]).Append(first).Average(), original.Metrics[MetricNames.MeanIou], 12);
        }
        Assert.Equal(summary.Trials.Length, summary.Trials.Select(trial => trial.Seed).Distinct().Count());
        Assert.Contains(summary.Trials, trial => trial is { State: TrialState.Complete, EvaluationCount: 1 });
    }

    [Fact]
    public async Task Without_promotion_nothing_is_repeated()
    {
        var summary = await Run(trials: 1000, seeds: null, sampler: new EnumerationSamplerOptions());
        Assert.Equal(12, summary.Trials.Length);
        Assert.All(summary.Trials, trial => Assert.Equal((TrialState.Complete, 1), (trial.State, trial.EvaluationCount)));
    }

    [Fact]
    public async Task The_sampler_is_told_once_of_each_and_of_members_of_the_front_only_by_the_mean_of_all_their_evaluations()
    {
        var sampler = new ListeningSampler(new EnumerationSamplerOptions().Create());
        var summary = await Run(trials: 1000, create: () => sampler);
        Assert.Equal(sampler.Told.Count, sampler.Told.Select(told => told.Number).Distinct().Count());
        Assert.Equal(summary.Trials.Where(trial => trial.RepeatOf is null).Select(trial => trial.Number), sampler.Told.Select(told => told.Number).Order());
        Assert.All(summary.Front, member => Assert.Equal(
            member.Metrics[MetricNames.MeanIou], sampler.Told.Single(told => told.Number == member.Number).Values![0], 12));
    }

    [Fact]
    public async Task Members_that_are_being_repeated_are_pending_to_the_sampler()
    {
        var (sampler, evaluated) = (new ListeningSampler(new EnumerationSamplerOptions().Create()), new ConcurrentDictionary<int, int>());
        sampler.Asked = pending => evaluated.Keys.Intersect(pending).ToList().ForEach(number => evaluated[number]++);
        await Run(trials: 1000, workers: 2, create: () => sampler, evaluate: (trial, _) =>
        {
            // While a repeat takes its time, the other worker asks for more.
            if (trial.RepeatOf is { } original) evaluated.TryAdd(original, 0);
            Task.Delay(trial.RepeatOf is null ? 1 : 30, CancellationToken.None).Wait(CancellationToken.None);
            return Noisy(trial);
        });
        Assert.Contains(evaluated.Values, timesPending => timesPending > 0);
    }

    [Theory]
    [InlineData("random")]
    [InlineData("nsga2")]
    public async Task A_synchronous_study_is_the_same_for_any_number_of_workers(string sampler)
    {
        SamplerOptions options = sampler == "nsga2" ? new Nsga2Options { PopulationSize = 4 } : new RandomSamplerOptions();
        Task<StudySummary> Study(int workers) => new FrontPromotionTests().Run(trials: 36, workers: workers, sampler: options, synchronousBatch: 5, evaluate: (trial, _) =>
        {
            // Later trials of a batch end first.
            Task.Delay(trial.Number % 5 == 0 ? 20 : 1, CancellationToken.None).Wait(CancellationToken.None);
            return Noisy(trial);
        });

        var alone = await Study(workers: 1);
        Assert.Contains(alone.Trials, trial => trial.State == TrialState.Repeat);
        foreach (var workers in (int[])[2, 5]) AssertEqual(alone, await Study(workers));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(4)]
    public async Task A_study_that_is_interrupted_again_and_again_equals_an_unbroken_one(int? batch)
    {
        var (workers, sampler) = (batch is null ? 1 : 3, new Nsga2Options { PopulationSize = 4 });
        var unbroken = await new FrontPromotionTests().Run(trials: 32, workers: workers, sampler: sampler, synchronousBatch: batch);
        StudySummary broken;
        var run = 0;
        do
        {
            using var stop = new CancellationTokenSource();
            var (evaluations, stopAt) = (0, 2 + run++ % 3);
            broken = await Run(trials: 32, workers: workers, sampler: sampler, synchronousBatch: batch, cancellation: stop.Token, evaluate: (trial, token) =>
            {
                if (Interlocked.Increment(ref evaluations) == stopAt) stop.Cancel();
                token.ThrowIfCancellationRequested();
                return Noisy(trial);
            });
        }
        while (broken.Interrupted && run < 200);

        Assert.True(run > 3);
        Assert.Contains(broken.Trials, trial => trial.State == TrialState.Repeat);
        AssertEqual(unbroken, broken);
    }

    [Fact]
    public async Task A_repeat_that_fails_counts_as_tried()
    {
        var summary = await Run(trials: 1000, sampler: new EnumerationSamplerOptions(), evaluate: (trial, _) =>
            trial.RepeatOf is null ? Noisy(trial) : throw new InvalidOperationException("out of luck"));
        Assert.All(summary.Front, trial =>
        {
            Assert.Equal(1, trial.EvaluationCount);
            Assert.Equal(2, summary.Trials.Count(repeat => repeat.RepeatOf == trial.Number && repeat.State == TrialState.Failed));
        });
    }

    [Fact]
    public async Task A_pruner_never_ends_a_repeat_and_learns_the_noise_from_it()
    {
        var asked = new AskedPruner();
        var summary = await Run(trials: 1000, sampler: new EnumerationSamplerOptions(), pruner: new AskedPrunerOptions(asked));
        var repeats = summary.Trials.Where(trial => trial.RepeatOf is not null).Select(trial => trial.Number).ToHashSet();
        Assert.NotEmpty(repeats);
        Assert.NotEmpty(asked.Contexts);
        Assert.All(asked.Contexts, context =>
        {
            Assert.DoesNotContain(context.Trial.Number, repeats);
            Assert.All(context.Others, other => Assert.DoesNotContain(other.Number, repeats));
        });
        Assert.Contains(asked.Contexts, context => context.Others.Any(other => other.Repeats.Length > 0));
    }

    private static void AssertEqual(StudySummary expected, StudySummary actual)
    {
        static (int, TrialState, string, ulong, int?, int?) Identity(Trial trial) =>
            (trial.Number, trial.State, trial.ArchitectureId, trial.Seed, trial.DuplicateOf, trial.RepeatOf);
        Assert.Equal(expected.Trials.Select(Identity), actual.Trials.Select(Identity));
        Assert.Equal(expected.Trials.SelectMany(trial => trial.Metrics), actual.Trials.SelectMany(trial => trial.Metrics));
    }

    private async Task<StudySummary> Run(
        int trials, int? seeds = 3, int workers = 1, SamplerOptions? sampler = null, Func<ISampler>? create = null, PrunerOptions? pruner = null,
        Func<Trial, CancellationToken, Trial>? evaluate = null, int? synchronousBatch = null, CancellationToken? cancellation = null)
    {
        var study = new Study(
            "test", new TwelveArchitectures(), [.. Objectives], [], new ReferencePoint([-1, 0], [0, 1e7]), new Size(64, 64),
            new BudgetSpecification { Trials = trials }, Seed: 5)
        {
            SynchronousBatch = synchronousBatch, Plan = new EvaluationPlan(2, 1), Pruner = pruner,
            Promotion = seeds is { } count ? new PromotionSpecification { Seeds = count } : null,
        };
        return await study.RunAsync(
            create?.Invoke() ?? sampler!.Create(), _content, () => new MadeUpEvaluator(evaluate ?? ((trial, _) => Noisy(trial)), meanIou: 0.5), workers,
            cancellation ?? TestContext.Current.CancellationToken);
    }

    /// <summary>Wider is better, give or take what the seed of a training does.</summary>
    private static Trial Noisy(Trial trial) => trial with
    {
        State = TrialState.Complete, Epochs = 2,
        Metrics = trial.Metrics.SetItem(
            MetricNames.MeanIou, 1 - 1000.0 / (1000 + trial.Parameters) + 0.2 * RandomStreams.Create(trial.Seed, "noise").NextDouble()),
    };

    private sealed class ListeningSampler(ISampler inner) : ISampler
    {
        public List<FinishedTrial> Told { get; } = [];

        public Action<IEnumerable<int>>? Asked { get; set; }

        public Proposal? Ask(SamplerContext context)
        {
            Asked?.Invoke(context.History.Pending.Select(trial => trial.Number));
            return inner.Ask(context);
        }

        public void Tell(FinishedTrial trial)
        {
            Told.Add(trial);
            inner.Tell(trial);
        }

        public JsonObject Save() => inner.Save();

        public void Restore(JsonObject state) => inner.Restore(state);
    }

    private sealed record AskedPrunerOptions(AskedPruner Pruner) : PrunerOptions
    {
        public override int FirstEpoch => 1;

        public override IPruner Create() => Pruner;
    }

    private sealed class AskedPruner : IPruner
    {
        public List<PrunerContext> Contexts { get; } = [];

        public string? Decide(PrunerContext context)
        {
            Contexts.Add(context);
            return null;
        }
    }
}
