using System.Diagnostics.CodeAnalysis;

namespace NasFuse.Core.Studies.Queues;

/// <summary>What became of a trial that was handed over.</summary>
public enum EnqueueOutcome
{
    /// <summary>It waits for a worker now.</summary>
    Added,

    /// <summary>It was handed over before and waits, runs or has a result.</summary>
    AlreadyKnown,
}

/// <summary>The controller's side of the way between controller and workers: trials go out, what workers say comes in.</summary>
/// <remarks>
/// One controller uses it; calls may come from any thread, one at a time, but for <see cref="EnqueueAsync"/>, which need not be waited for before the next
/// trial is handed over, and for <see cref="Complete"/> and <see cref="Close"/>.
/// A trial is evaluated at least once and recorded exactly once. The workers' side is <see cref="ITrialSource"/>.
/// </remarks>
public interface ITrialQueue
{
    /// <summary>Trials that should be on their way at once, ≥ 1: as many as workers can take. May change; a <see cref="CapacityChanged"/> tells.</summary>
    int Capacity { get; }

    /// <summary>True when workers go on with what they hold after the controller has gone.</summary>
    bool OutlivesController { get; }

    /// <summary>Trials that workers held when this queue was opened, each with the number of its lease: left from an earlier controller.</summary>
    IReadOnlyDictionary<int, int> Held { get; }

    /// <summary>Hands a trial over. Idempotent by its number.</summary>
    ValueTask<EnqueueOutcome> EnqueueAsync(TrialJob job, CancellationToken cancellation);

    /// <summary>Asks whoever holds a trial, or will hold it, to end it. Outlives a worker that cannot be reached now.</summary>
    ValueTask RequestStopAsync(int number, StopRequest stop, CancellationToken cancellation);

    /// <summary>Takes a trial back that nobody need evaluate any more: its result is not waited for, and of no interest if it comes.</summary>
    ValueTask WithdrawAsync(int number, string why, CancellationToken cancellation) =>
        RequestStopAsync(number, new StopRequest(StopReason.User, why), cancellation);

    /// <summary>Takes the next thing that was said, if there is one already.</summary>
    bool TryNext([NotNullWhen(true)] out TrialDelivery? said);

    /// <summary>Waits for the next thing that is said; null when nothing more will be, because the queue is closed.</summary>
    ValueTask<TrialDelivery?> NextAsync(CancellationToken cancellation);

    /// <summary>No more trials of this study will come.</summary>
    void Complete();

    /// <summary>Nobody listens any more once what was said is taken.</summary>
    void Close();
}
