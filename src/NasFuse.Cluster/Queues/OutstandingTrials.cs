using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;

namespace NasFuse.Cluster.Queues;

/// <summary>Trials that were handed over and have no result that the controller has heard of. Thread-safe.</summary>
/// <param name="stored">All trials of the study as stored when its controller began.</param>
internal sealed class OutstandingTrials(IReadOnlyList<Trial> stored)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, bool> _mayAwait = [];

    /// <summary>Trials from this number on were never handed over: a controller stores a trial before it hands it over.</summary>
    private int _fresh = stored.Count == 0 ? 0 : stored.Max(trial => trial.Number) + 1;

    /// <summary>Notes a trial; true when nobody can have handed it over before.</summary>
    public bool Add(int number)
    {
        lock (_lock)
        {
            // One that an earlier controller handed over may wait for decisions whatever this one would say.
            _mayAwait[number] = true;
            if (number < _fresh) return false;
            _fresh = number + 1;
            return true;
        }
    }

    /// <summary>The engine took a trial as this job says it.</summary>
    public void HandedOver(TrialJob job)
    {
        lock (_lock)
        {
            if (_mayAwait.ContainsKey(job.Trial.Number)) _mayAwait[job.Trial.Number] = job.AwaitsDecisions;
        }
    }

    /// <summary>False when the worker that holds a trial is known not to wait for what is decided about its epochs.</summary>
    public bool MayAwaitDecisions(int number)
    {
        lock (_lock) return _mayAwait.GetValueOrDefault(number, true);
    }

    /// <summary>A trial has its result, or nobody waits for one any more; false when it was not outstanding.</summary>
    public bool Remove(int number)
    {
        lock (_lock) return _mayAwait.Remove(number);
    }

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<int> Numbers()
    {
        lock (_lock) return [.. _mayAwait.Keys];
    }
}
