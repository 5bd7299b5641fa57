using System.Threading.Channels;
using NasFuse.Core.Samplers;

namespace NasFuse.Core.Studies;

/// <summary>The controller: asks the sampler, hands trials to workers, tells the sampler what came out, until the budget is spent.</summary>
/// <remarks>
/// It also ends when the sampler has nothing left. A new trial is asked for only when a worker is free, so the sampler always knows all finished trials,
/// or in a synchronous study those of all earlier batches. Trials that an earlier run left Proposed or Interrupted come first. One instance runs one
/// study once.
/// </remarks>
public sealed class StudyRunner
{
    private readonly Study _study;
    private readonly ITrialStore _store;
    private readonly ITrialQueue _queue;
    private readonly IStudyObserver _observer;
    private readonly TimeProvider _clock;
    private readonly Channel<Trial> _ended = Channel.CreateUnbounded<Trial>();
    private readonly List<TrialWorker> _workers;
    private readonly TrialLedger _ledger;
    private readonly TrialProposer _proposer;
    private readonly Queue<Trial> _leftOver;
    private TimeSpan? _earlierRuns;

    /// <summary>Prepares a run: orphaned trials become Interrupted, the sampler gets its state back.</summary>
    /// <param name="study">What to run.</param>
    /// <param name="sampler">A new sampler.</param>
    /// <param name="store">The study's store, held by this process.</param>
    /// <param name="queue">Brings trials to workers.</param>
    /// <param name="evaluators">One per worker; each is called on its worker's own thread.</param>
    /// <param name="folderOf">Gives (and creates) the folder of a trial.</param>
    /// <param name="observer">Hears what happens.</param>
    /// <param name="clock">The time.</param>
    public StudyRunner(
        Study study, ISampler sampler, ITrialStore store, ITrialQueue queue, IReadOnlyList<Func<ITrialEvaluator>> evaluators,
        Func<int, string> folderOf, IStudyObserver observer, TimeProvider clock)
    {
        (_study, _store, _queue, _observer, _clock) = (study, store, queue, observer, clock);
        store.InterruptRunning();
        _ledger = new TrialLedger(store.Trials());
        _proposer = new TrialProposer(study, sampler, _ledger, store.SamplerState(), clock);
        _leftOver = new Queue<Trial>(_ledger.Trials.Where(trial => !trial.State.IsFinal()));
        var pruning = new TrialPruning(study, store);
        _workers = [.. evaluators.Select(create =>
            new TrialWorker(queue, store, pruning, create, folderOf, observer, trial => _ended.Writer.TryWrite(trial), clock))];
    }

    /// <summary>Runs until the budget is spent, the sampler has nothing left or the work is cancelled; every worker has stopped when it returns.</summary>
    public async Task<StudySummary> RunAsync(CancellationToken cancellation)
    {
        var start = _clock.GetTimestamp();
        _observer.Began(_study, [.. _ledger.Trials]);
        using var failure = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var workers = _workers.Select(worker => Watch(worker.RunAsync(failure.Token), failure)).ToArray();
        try
        {
            await ControlAsync(start, failure.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (failure.IsCancellationRequested)
        {
            // Stopped from outside, or by a worker whose error comes out of WhenAll below.
        }
        finally
        {
            _queue.Complete();
            await Task.WhenAll(workers).ConfigureAwait(false);
        }
        _store.InterruptRunning();
        return Summarise(cancellation.IsCancellationRequested, _clock.GetElapsedTime(start));
    }

    private async Task ControlAsync(long start, CancellationToken cancellation)
    {
        var outstanding = 0;
        while (!cancellation.IsCancellationRequested)
        {
            while (_ended.Reader.TryRead(out var trial)) outstanding -= Learn(trial);
            if (outstanding < _workers.Count && Next(start) is { } next)
            {
                if (next.State.IsFinal()) continue;
                await _queue.EnqueueAsync(next, cancellation).ConfigureAwait(false);
                outstanding++;
            }
            else if (outstanding == 0)
            {
                return;
            }
            else
            {
                outstanding -= Learn(await _ended.Reader.ReadAsync(cancellation).ConfigureAwait(false));
            }
        }
        cancellation.ThrowIfCancellationRequested();
    }

    private Trial? Next(long start)
    {
        if (_leftOver.TryDequeue(out var leftOver)) return leftOver;
        if (BudgetIsSpent(start) || !_proposer.MayPropose || _proposer.Propose() is not { } trial) return null;
        _store.Propose(trial, _proposer.SaveState());
        _ledger.Update(trial);
        _observer.Proposed(trial);
        if (trial.State.IsFinal()) _proposer.Tell(trial);
        return trial;
    }

    private bool BudgetIsSpent(long start) =>
        _ledger.Trials.Count >= _study.Budget.Trials
        || (_study.Budget.Hours is { } hours && EarlierRuns() + _clock.GetElapsedTime(start) >= TimeSpan.FromHours(hours));

    /// <summary>Wall clock that earlier runs spent, as far as it shows in trials: their training time shared among the workers.</summary>
    private TimeSpan EarlierRuns() => _earlierRuns ??= TimeSpan.FromSeconds(_store.Trials().Sum(trial => trial.TrainSeconds) / Math.Max(1, _workers.Count));

    private int Learn(Trial trial)
    {
        _ledger.Update(trial);
        _proposer.Tell(trial);
        return 1;
    }

    private static async Task Watch(Task worker, CancellationTokenSource failure)
    {
        try
        {
            await worker.ConfigureAwait(false);
        }
        catch
        {
            await failure.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private StudySummary Summarise(bool interrupted, TimeSpan elapsed)
    {
        var trials = _store.Trials().Select(trial => trial.Averaged(_study.Plan.Epochs)).ToArray();
        return new StudySummary(
            interrupted, [.. trials], [.. TrialRanking.Front(trials, _study.Objectives)],
            TrialRanking.HypervolumeShare(trials, _study.Objectives, _study.Reference), elapsed);
    }
}
