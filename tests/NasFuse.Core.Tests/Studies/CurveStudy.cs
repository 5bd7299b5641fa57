using System.Collections.Concurrent;
using NasFuse.Core.Graphs;
using NasFuse.Core.Objectives;
using NasFuse.Core.Pruners;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Samplers;
using NasFuse.Core.Samplers.Draws;
using NasFuse.Core.Studies;
using NasFuse.TestKit.Samplers;
using NasFuse.TestKit.Studies;

namespace NasFuse.Core.Tests.Studies;

/// <summary>
/// Sixty trials, random ones unless told otherwise, whose learning curves follow from their seeds alone, so that a pruner changes nothing but where they end.
/// </summary>
internal sealed class CurveStudy
{
    public const int Epochs = 9;

    private readonly ConcurrentDictionary<int, List<EpochRecord>> _checkpoints = new();

    public InMemoryTrialStore.Content Content { get; } = new();

    /// <summary>The study under a pruner, or without one.</summary>
    public static Study Create(PrunerOptions? pruner) => new(
        "test", new PlantedSpace(), [new(MetricNames.MeanIou, Direction.Maximize), new(MetricNames.LatencyMs, Direction.Minimize)], [],
        new ReferencePoint([-1, 0], [0, 1000]), new Size(16, 16), new BudgetSpecification { Trials = 60 }, Seed: 5)
    {
        Plan = new EvaluationPlan(Epochs, 1), Pruner = pruner,
    };

    /// <summary>Runs it, or goes on with it, until it is done or so many epochs were reported.</summary>
    public async Task<StudySummary> Run(
        PrunerOptions? pruner, SamplerOptions? sampler = null, int workers = 1, CancellationTokenSource? stop = null, int stopAfter = int.MaxValue)
    {
        var reports = stopAfter;
        return await Create(pruner).RunAsync((sampler ?? new RandomSamplerOptions()).Create(), Content, () => new CurveEvaluator(_checkpoints, () =>
        {
            if (Interlocked.Decrement(ref reports) == 0) stop!.Cancel();
        }), workers, stop?.Token ?? TestContext.Current.CancellationToken);
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
