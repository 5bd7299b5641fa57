namespace NasFuse.Core.Studies;

/// <summary>Brings proposed trials to workers.</summary>
/// <remarks>Thread-safe. Bounded: the controller waits when workers are busy, so that it always asks with the newest results told.</remarks>
public interface ITrialQueue
{
    /// <summary>Hands a trial over; completes when the queue has room.</summary>
    ValueTask EnqueueAsync(Trial trial, CancellationToken cancellation);

    /// <summary>Trials for a worker until <see cref="Complete"/>.</summary>
    IAsyncEnumerable<Trial> DequeueAllAsync(CancellationToken cancellation);

    /// <summary>No more trials will come.</summary>
    void Complete();
}
