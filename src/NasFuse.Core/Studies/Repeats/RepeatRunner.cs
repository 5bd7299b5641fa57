using System.Collections.Concurrent;
using System.Collections.Immutable;
using NasFuse.Core.Architectures;

namespace NasFuse.Core.Studies.Repeats;

/// <summary>Evaluates repeats of trials and stores them: several at a time, each worker on a thread of its own.</summary>
/// <remarks>A repeat is stored as Running before its first step; one that a dead process left so is run again and goes on from its checkpoint.</remarks>
/// <param name="store">The study's store, held by this process.</param>
/// <param name="evaluators">One per worker, made on the worker's thread, for repeats of one number of epochs.</param>
/// <param name="folderOf">Gives (and creates) the folder of a repeat of a trial.</param>
/// <param name="observer">Hears what happens.</param>
/// <param name="clock">The time.</param>
public sealed class RepeatRunner(
    ITrialStore store, IReadOnlyList<Func<ITrialEvaluator>> evaluators, Func<Trial, Repeat, string> folderOf, IRepeatObserver observer, TimeProvider clock)
{
    /// <summary>Runs all and returns when every worker has stopped.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; checkpoints of the work so far are on disk.</exception>
    public async Task RunAsync(IEnumerable<Repeat> repeats, CancellationToken cancellation)
    {
        var queue = new ConcurrentQueue<Repeat>(repeats);
        using var failure = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAll(evaluators.Take(Math.Max(1, queue.Count)).Select(create => Task.Factory.StartNew(
            () => Work(create, queue, failure), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
    }

    private void Work(Func<ITrialEvaluator> create, ConcurrentQueue<Repeat> queue, CancellationTokenSource failure)
    {
        try
        {
            using var evaluator = create();
            while (!failure.IsCancellationRequested && queue.TryDequeue(out var repeat)) Evaluate(evaluator, repeat, failure.Token);
        }
        catch (OperationCanceledException) when (failure.IsCancellationRequested)
        {
            // Stays Running in the store and is run again next time.
        }
        catch
        {
            failure.Cancel();
            throw;
        }
    }

    private void Evaluate(ITrialEvaluator evaluator, Repeat planned, CancellationToken cancellation)
    {
        var trial = store.Find(planned.Trial)!;
        var running = planned with { State = TrialState.Running, Device = evaluator.Device, Attempts = planned.Attempts + 1 };
        store.Save(running);
        observer.Started(trial, running);
        var finished = Result(running, EvaluateOrFail(evaluator, trial, running, cancellation)) with { Finished = clock.GetUtcNow() };
        store.Save(finished);
        observer.Finished(finished);
    }

    private Trial EvaluateOrFail(ITrialEvaluator evaluator, Trial trial, Repeat running, CancellationToken cancellation)
    {
        var again = trial with
        {
            State = TrialState.Running, Seed = running.Seed, Epochs = 0, Error = null, Artefacts = [], Repeats = [],
            Attempts = running.Continues(trial) ? trial.Attempts + running.Attempts : running.Attempts,
            Metrics = RepeatedTrials.KnownBefore(trial),
            ClassIou = ImmutableSortedDictionary<string, double>.Empty,
        };
        try
        {
            var assignment = new TrialAssignment(again, ArchitectureText.Parse(trial.Architecture), folderOf(trial, running));
            return evaluator.Evaluate(assignment, new Progress(running, observer), cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return again with { State = TrialState.Failed, Error = $"{error.GetType().Name}: {error.Message}" };
        }
    }

    private static Repeat Result(Repeat running, Trial evaluated) => running with
    {
        State = evaluated.State, Metrics = evaluated.Metrics, ClassIou = evaluated.ClassIou, Device = evaluated.Device,
        LatencyBackend = evaluated.LatencyBackend, Error = evaluated.Error, TrainSeconds = evaluated.TrainSeconds, Artefacts = evaluated.Artefacts,
    };

    private sealed class Progress(Repeat repeat, IRepeatObserver observer) : ITrialProgress
    {
        public void Epoch(EpochRecord epoch) => observer.Epoch(repeat, epoch);

        public void Step(int epoch, int step, int steps, double loss)
        {
            // Epochs are enough to show that a repeat lives.
        }
    }
}
