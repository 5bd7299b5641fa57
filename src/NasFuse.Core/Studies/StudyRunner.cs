using System.Text.Json.Nodes;
using NasFuse.Core.Samplers;
using NasFuse.Core.Studies.Queues;
using NasFuse.Core.Studies.Repeats;

namespace NasFuse.Core.Studies;

/// <summary>The controller: asks the sampler, hands trials to workers, records what they say, tells the sampler what came out, until the budget is spent.</summary>
/// <remarks>
/// It also ends when the sampler has nothing left. It alone touches the store. A new trial is asked for only when a worker is free, so the sampler always
/// knows all finished trials, or in a synchronous study those of all earlier batches. Trials that an earlier run left Proposed or Interrupted come first,
/// and those that workers of an earlier run hold still are waited for. One instance runs one study once.
/// </remarks>
public sealed class StudyRunner
{
    /// <summary>Most things that are taken in by one transaction.</summary>
    private const int LargestGroup = 256;

    /// <summary>Most trials that are handed over at once: the first of them waits until the sampler has found the last.</summary>
    private const int MostAtOnce = 16;

    private readonly Study _study;
    private readonly ITrialStore _store;
    private readonly ITrialQueue _queue;
    private readonly IReadOnlyList<TrialWorker> _workers;
    private readonly IStudyObserver _observer;
    private readonly TimeProvider _clock;
    private readonly TrialLedger _ledger;
    private readonly TrialProposer _proposer;
    private readonly TrialRecording _recording;
    private readonly Queue<Trial> _leftOver;
    private readonly HashSet<int> _outstanding = [];
    private TimeSpan? _earlierRuns;

    /// <summary>Prepares a run: running trials that no worker holds become Interrupted, the sampler gets its state back.</summary>
    /// <param name="study">What to run.</param>
    /// <param name="sampler">A new sampler.</param>
    /// <param name="store">The study's store, held by this process.</param>
    /// <param name="queue">The way to workers and back.</param>
    /// <param name="workers">Workers of this process, which take trials from the other side of that queue; none when others do.</param>
    /// <param name="observer">Hears what happens.</param>
    /// <param name="clock">The time.</param>
    public StudyRunner(
        Study study, ISampler sampler, ITrialStore store, ITrialQueue queue, IReadOnlyList<TrialWorker> workers, IStudyObserver observer, TimeProvider clock)
    {
        (_study, _store, _queue, _workers, _observer, _clock) = (study, store, queue, workers, observer, clock);
        foreach (var orphan in store.Trials().Where(trial => trial.State == TrialState.Running && !queue.Held.ContainsKey(trial.Number)))
            store.Interrupt(orphan.Number);
        _ledger = new TrialLedger(store.Trials());
        var pruning = new TrialPruning(study, store);
        _proposer = new TrialProposer(study, sampler, _ledger, new FrontPromotion(study, _ledger, store), pruning.Foretell, store.SamplerState(), clock);
        _recording = new TrialRecording(store, _ledger, pruning, queue.Held, observer, clock);
        _leftOver = new Queue<Trial>(_ledger.Trials.Where(trial => !trial.State.IsFinal()));
    }

    /// <summary>
    /// Runs until the budget is spent, the sampler has nothing left or the work is cancelled; every worker of this process has stopped when it returns.
    /// </summary>
    public async Task<StudySummary> RunAsync(CancellationToken cancellation)
    {
        var start = _clock.GetTimestamp();
        _observer.Began(_study, _store.Trials());
        using var failure = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var workers = Task.WhenAll(_workers.Select(worker => worker.RunAsync(failure)));
        try
        {
            await ControlAsync(start, failure.Token).ConfigureAwait(false);
            await HearOutAsync(workers).ConfigureAwait(false);
        }
        catch
        {
            // The store, the queue or the sampler: nothing can be recorded any more.
            await failure.CancelAsync().ConfigureAwait(false);
            _queue.Complete();
            _queue.Close();
            await workers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
        if (!_queue.OutlivesController) _store.InterruptRunning();
        return Summarise(cancellation.IsCancellationRequested, _clock.GetElapsedTime(start));
    }

    private async Task ControlAsync(long start, CancellationToken cancellation)
    {
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                while (_queue.TryNext(out var said)) await HearAsync(said).ConfigureAwait(false);
                if (NextOnes(start) is { } next)
                {
                    await HandOverAsync(next, cancellation).ConfigureAwait(false);
                }
                else if (_outstanding.Count == 0)
                {
                    return;
                }
                else if (await _queue.NextAsync(cancellation).ConfigureAwait(false) is { } said)
                {
                    await HearAsync(said).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Stopped from outside, or by a worker whose error comes out when all have been heard out.
        }
    }

    /// <summary>No more trials are given out; what workers of this process say until they have stopped is still recorded.</summary>
    private async Task HearOutAsync(Task workers)
    {
        _queue.Complete();
        var closing = workers.ContinueWith(_ => _queue.Close(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        while (await _queue.NextAsync(CancellationToken.None).ConfigureAwait(false) is { } said) await HearAsync(said).ConfigureAwait(false);
        await closing.ConfigureAwait(false);
        await workers.ConfigureAwait(false);
    }

    private async Task HandOverAsync(List<Trial> trials, CancellationToken cancellation)
    {
        foreach (var trial in trials)
        {
            if (_outstanding.Add(trial.Number)) StudyTelemetry.Outstanding(1);
        }
        var awaitsDecisions = _study.Pruner is not null;
        await Task.WhenAll(trials.Select(trial =>
            _queue.EnqueueAsync(new TrialJob(trial) { AwaitsDecisions = awaitsDecisions }, cancellation).AsTask())).ConfigureAwait(false);
    }

    /// <summary>Takes in something and all that was said since: a disk takes about as long for many things as for one.</summary>
    private async Task HearAsync(TrialDelivery first)
    {
        List<TrialDelivery> said = [first];
        while (said.Count < LargestGroup && _queue.TryNext(out var next)) said.Add(next);
        var answers = _recording.Take([.. said.Select(delivery => delivery.Event)]);
        // Handled means stored, so it is not taken back by a cancellation.
        foreach (var (delivery, answer) in said.Zip(answers)) await delivery.HandledAsync(answer.ReasonToStop, CancellationToken.None).ConfigureAwait(false);
        foreach (var ended in answers.Select(answer => answer.Ended).OfType<Trial>())
        {
            if (_outstanding.Remove(ended.Number)) StudyTelemetry.Outstanding(-1);
            _proposer.Tell(ended);
        }
    }

    /// <summary>Trials to hand over now, stored in one transaction; null when the queue takes no more or the next ones are not known yet.</summary>
    private List<Trial>? NextOnes(long start)
    {
        var (next, proposed, isLast) = (new List<Trial>(), new List<(Trial Trial, JsonObject State)>(), false);
        while (next.Count < MostAtOnce && proposed.Count < MostAtOnce && !isLast && _outstanding.Count + next.Count < _queue.Capacity)
        {
            if (Next(start, proposed) is not { } trial) isLast = true;
            else if (!trial.State.IsFinal()) next.Add(trial);
        }
        if (next.Count == 0 && proposed.Count == 0) return null;
        if (proposed.Count > 1) _store.Together(() => proposed.ForEach(one => _store.Propose(one.Trial, one.State)));
        else if (proposed.Count == 1) _store.Propose(proposed[0].Trial, proposed[0].State);
        proposed.ForEach(one => _observer.Proposed(one.Trial));
        return next;
    }

    private Trial? Next(long start, List<(Trial Trial, JsonObject State)> fresh)
    {
        while (_leftOver.TryDequeue(out var leftOver))
        {
            // It may have ended since, at a worker that held it.
            if (_ledger.Find(leftOver.Number) is { } trial && !trial.State.IsFinal()) return trial;
        }
        if (BudgetIsSpent(start) || !_proposer.MayPropose || _proposer.Propose() is not { } proposed) return null;
        fresh.Add((proposed, _proposer.SaveState()));
        var known = _ledger.Update(proposed);
        if (known.State.IsFinal()) _proposer.Tell(known);
        return proposed;
    }

    private bool BudgetIsSpent(long start) =>
        _ledger.Trials.Count >= _study.Budget.Trials
        || (_study.Budget.Hours is { } hours && EarlierRuns() + _clock.GetElapsedTime(start) >= TimeSpan.FromHours(hours));

    /// <summary>Wall clock that earlier runs spent, as far as it shows in trials: their training time shared among the workers.</summary>
    private TimeSpan EarlierRuns() =>
        _earlierRuns ??= TimeSpan.FromSeconds(_store.Trials().Sum(trial => trial.TrainSeconds) / Math.Max(1, _workers.Count(worker => !worker.OnlyTimes)));

    private StudySummary Summarise(bool interrupted, TimeSpan elapsed)
    {
        var trials = _store.Trials().Select(trial => trial.Averaged(_study.Plan.Epochs)).ToArray();
        return new StudySummary(
            interrupted, [.. trials], [.. TrialRanking.Front(trials, _study.Objectives)],
            TrialRanking.HypervolumeShare(trials, _study.Objectives, _study.Reference), elapsed);
    }
}
