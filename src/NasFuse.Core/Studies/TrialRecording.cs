using NasFuse.Core.Studies.Queues;
using NasFuse.Core.Studies.Repeats;

namespace NasFuse.Core.Studies;

/// <summary>Takes what workers say into the store, asks the pruner, and tells the observer. Not thread-safe.</summary>
/// <remarks>
/// Takes everything twice or late without harm: what is said again, what an older hold on a trial says, and what is said about a trial that has ended.
/// </remarks>
internal sealed class TrialRecording
{
    private readonly ITrialStore _store;
    private readonly TrialLedger _ledger;
    private readonly TrialPruning _pruning;
    private readonly IStudyObserver _observer;
    private readonly TimeProvider _clock;
    private readonly Dictionary<int, int> _leases = [];
    private readonly HashSet<int> _shown = [];
    private readonly List<Action> _news = [];

    public TrialRecording(
        ITrialStore store, TrialLedger ledger, TrialPruning pruning, IReadOnlyDictionary<int, int> held, IStudyObserver observer, TimeProvider clock)
    {
        (_store, _ledger, _pruning, _observer, _clock) = (store, ledger, pruning, observer, clock);
        foreach (var trial in ledger.Trials.Where(trial => trial.State == TrialState.Running)) _leases[trial.Number] = held.GetValueOrDefault(trial.Number);
    }

    /// <summary>Stores what was said, in one transaction; then the observer hears of it.</summary>
    /// <param name="said">What workers said, in that order.</param>
    /// <returns>For each: why the trial should end after the epoch that was reported, and the trial as stored when this was its end.</returns>
    public IReadOnlyList<(string? ReasonToStop, Trial? Ended)> Take(IReadOnlyList<TrialEvent> said)
    {
        var answers = new List<(string?, Trial?)>(said.Count);
        void TakeAll()
        {
            foreach (var one in said) answers.Add((Take(one, out var ended), ended));
        }
        // What only shows progress is not worth a transaction.
        if (said.Count(one => one is TrialTimed or (LeaseEvent and not TrialStepped)) > 1) _store.Together(TakeAll);
        else TakeAll();
        _news.ForEach(tell => tell());
        _news.Clear();
        return answers;
    }

    private string? Take(TrialEvent said, out Trial? ended)
    {
        ended = null;
        if (said is TrialTimed timed) Note(timed);
        if (said is not LeaseEvent about || _ledger.Find(about.Trial) is not { } trial || trial.State.IsFinal()) return null;
        if (about is TrialRecorded recorded)
        {
            ended = End(trial, recorded.Outcome);
            return null;
        }
        if (about is TrialLeased leased) Begin(trial, leased);
        else if (about.Lease >= _leases.GetValueOrDefault(about.Trial)) return Follow(trial, about);
        return null;
    }

    private void Note(TrialTimed timed)
    {
        if (_ledger.Find(timed.Trial) is not { } trial || trial.State.IsFinal()) return;
        var known = timed.AddTo(trial);
        _pruning.Measured(known.Number, known.Metrics, known.LatencyBackend);
        _ledger.Update(known);
    }

    private string? Follow(Trial trial, LeaseEvent said)
    {
        // A worker may go on with what it began under an earlier controller.
        if (_shown.Add(trial.Number)) _news.Add(() => _observer.Started(trial));
        switch (said)
        {
            case TrialMeasured measured:
                _pruning.Measured(measured.Trial, measured.Metrics);
                return null;
            case TrialStepped stepped:
                _news.Add(() => _observer.Step(stepped.Trial, stepped.Epoch, stepped.Step, stepped.Steps, stepped.Loss));
                return null;
            case TrialReported reported:
                var stored = _pruning.Report(reported.Trial, reported.Epoch);
                _news.Add(() => _observer.Epoch(reported.Trial, stored));
                _news.Add(() => StudyTelemetry.Epoch(stored));
                return stored.Pruned;
            case TrialReturned returned:
                _store.Interrupt(returned.Trial);
                return null;
            default:
                return null;
        }
    }

    private void Begin(Trial trial, TrialLeased leased)
    {
        var before = _leases.GetValueOrDefault(trial.Number);
        if (before >= leased.Lease) return;
        if (before > 0) _news.Add(StudyTelemetry.TakenOver);
        _leases[trial.Number] = leased.Lease;
        // Its last worker may have gone without a word.
        if (trial.State == TrialState.Running) _store.Interrupt(trial.Number);
        var running = _store.Start(trial.Number, leased.Device);
        _ledger.Update(running);
        _pruning.Started(running);
        _shown.Add(running.Number);
        _news.Add(() => _observer.Started(running));
    }

    /// <summary>The end of a repeat and what it adds to its original are stored together, so that it counts once.</summary>
    private Trial EndRepeat(Trial evaluated, int original)
    {
        var ended = evaluated with { State = TrialState.Repeat };
        _store.Together(() =>
        {
            if (_store.Finish(ended)) _store.Save(_store.Find(original)!.RepeatBy(evaluated));
        });
        return ended;
    }

    private Trial End(Trial trial, TrialOutcome outcome)
    {
        var finished = outcome.End(trial) with { Finished = _clock.GetUtcNow() };
        if (finished is { RepeatOf: { } original, State: TrialState.Complete }) finished = EndRepeat(finished, original);
        else _store.Finish(finished);
        _ledger.Update(finished);
        _pruning.Finished(finished);
        // Whatever is said of it from now on is passed over.
        _leases.Remove(finished.Number);
        _shown.Remove(finished.Number);
        _news.Add(() => _observer.Finished(finished));
        _news.Add(() => StudyTelemetry.Ended(finished));
        return finished;
    }
}
