using NasFuse.Core.Architectures;

namespace NasFuse.Core.Studies;

/// <summary>Evaluates trials from a queue, one at a time, on a thread of its own.</summary>
/// <remarks>An error inside a trial ends that trial as Failed; an error of the store ends the worker and is the study's error.</remarks>
internal sealed class TrialWorker(
    ITrialQueue queue, ITrialStore store, TrialPruning pruning, Func<ITrialEvaluator> createEvaluator, Func<int, string> folderOf, IStudyObserver observer,
    Action<Trial> ended, TimeProvider clock)
{
    /// <summary>Works until the queue is complete or the work is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellation) =>
        Task.Factory.StartNew(() => Work(cancellation), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Work(CancellationToken cancellation)
    {
        using var evaluator = createEvaluator();
        try
        {
            foreach (var trial in queue.DequeueAllAsync(cancellation).ToBlockingEnumerable(cancellation)) Evaluate(evaluator, trial.Number, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The study turns what was running into Interrupted.
        }
    }

    private void Evaluate(ITrialEvaluator evaluator, int number, CancellationToken cancellation)
    {
        var running = store.Start(number, evaluator.Device);
        pruning.Started(running);
        observer.Started(running);
        var finished = EvaluateOrFail(evaluator, running, cancellation) with { Finished = clock.GetUtcNow() };
        store.Finish(finished);
        pruning.Finished(finished);
        observer.Finished(finished);
        ended(finished);
    }

    private Trial EvaluateOrFail(ITrialEvaluator evaluator, Trial running, CancellationToken cancellation)
    {
        try
        {
            var assignment = new TrialAssignment(running, ArchitectureText.Parse(running.Architecture), folderOf(running.Number));
            return evaluator.Evaluate(assignment, new Progress(running.Number, pruning, observer), cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return running with { State = TrialState.Failed, Error = $"{error.GetType().Name}: {error.Message}" };
        }
    }

    private sealed class Progress(int number, TrialPruning pruning, IStudyObserver observer) : ITrialProgress
    {
        public string? ReasonToStop { get; private set; }

        public void Measured(IReadOnlyDictionary<string, double> metrics) => pruning.Measured(number, metrics);

        public void Epoch(EpochRecord epoch)
        {
            var stored = pruning.Report(number, epoch);
            ReasonToStop = stored.Pruned;
            observer.Epoch(number, stored);
        }

        public void Step(int epoch, int step, int steps, double loss) => observer.Step(number, epoch, step, steps, loss);
    }
}
