namespace NasFuse.Core.Studies.Queues;

/// <summary>A trial within <see cref="InProcessTrialQueue"/>, from being handed over to its result. Thread-safe.</summary>
internal sealed class QueuedTrial(TrialJob job)
{
    private readonly Lock _lock = new();
    private Action<StopRequest>? _tellHolder;
    private StopRequest? _stop;
    private int _leases;
    private int _failures;
    private bool _isRecorded;

    public TrialJob Job { get; } = job;

    public int Number => Job.Trial.Number;

    /// <summary>A worker takes hold of it.</summary>
    public InProcessLease Take(InProcessTrialQueue queue, WorkerSlot slot)
    {
        lock (_lock)
        {
            var lease = new InProcessLease(queue, this, slot, ++_leases);
            _tellHolder = lease.AskToStop;
            if (_stop is not null) lease.AskToStop(_stop);
            return lease;
        }
    }

    public void AskToStop(StopRequest stop)
    {
        lock (_lock)
        {
            _stop = stop;
            _tellHolder?.Invoke(stop);
        }
    }

    /// <summary>Whether the result of a lease becomes the trial's.</summary>
    public RecordOutcome Record(int lease)
    {
        lock (_lock)
        {
            if (_isRecorded) return RecordOutcome.AlreadyRecorded;
            if (!IsHeldBy(lease)) return RecordOutcome.LeaseLost;
            _isRecorded = true;
            return RecordOutcome.Recorded;
        }
    }

    /// <summary>The holder lets go; false when it had no hold any more.</summary>
    public bool Release(int lease)
    {
        lock (_lock)
        {
            if (_isRecorded || !IsHeldBy(lease)) return false;
            _tellHolder = null;
            return true;
        }
    }

    /// <summary>Counts a failed attempt; true when it was one too many and the trial ends here.</summary>
    public bool HasFailedTooOften()
    {
        lock (_lock) return _isRecorded = ++_failures >= TrialJob.MostFailures;
    }

    private bool IsHeldBy(int lease) => _tellHolder is not null && _leases == lease;
}
