using NasFuse.Core.Samplers;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;

namespace NasFuse.TestKit.Studies;

/// <summary>Runs studies by the controller itself, with workers of this process on a store in memory.</summary>
public static class InMemoryRun
{
    /// <summary>Begins a study or goes on with it.</summary>
    /// <param name="study">The study.</param>
    /// <param name="sampler">A new sampler.</param>
    /// <param name="content">What is stored of it; empty to begin.</param>
    /// <param name="createEvaluator">Makes the evaluator of a worker.</param>
    /// <param name="workers">Number of workers.</param>
    /// <param name="cancellation">Interrupts it.</param>
    public static async Task<StudySummary> RunAsync(
        this Study study, ISampler sampler, InMemoryTrialStore.Content content, Func<ITrialEvaluator> createEvaluator, int workers,
        CancellationToken cancellation)
    {
        using var store = new InMemoryTrialStore(content);
        var queue = new InProcessTrialQueue(workers);
        TrialWorker[] working = [.. Enumerable.Range(0, workers).Select(slot => new TrialWorker(queue, "test", slot, createEvaluator, _ => "unused"))];
        var runner = new StudyRunner(study, sampler, store, queue, working, new SilentObserver(), TimeProvider.System);
        return await runner.RunAsync(cancellation);
    }
}
