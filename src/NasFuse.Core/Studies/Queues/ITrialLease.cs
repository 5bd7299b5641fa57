namespace NasFuse.Core.Studies.Queues;

/// <summary>What became of a result.</summary>
public enum RecordOutcome
{
    /// <summary>It is the trial's result.</summary>
    Recorded,

    /// <summary>The trial had one already, which stays.</summary>
    AlreadyRecorded,

    /// <summary>The trial belongs to another worker now; nothing was recorded.</summary>
    LeaseLost,
}

/// <summary>A worker's hold on a trial. Disposed without <see cref="CompleteAsync"/> or <see cref="ReturnAsync"/> the attempt counts as failed.</summary>
/// <remarks>
/// Signs of life are given by the lease itself, as long as the evaluation moves. Used by one worker; <see cref="Stopped"/> may come from any thread.
/// </remarks>
public interface ITrialLease : IAsyncDisposable
{
    /// <summary>What is to be done.</summary>
    TrialJob Job { get; }

    /// <summary>The trial as it is stored now that it runs.</summary>
    Trial Trial { get; }

    /// <summary>1-based number of this hold among all on the trial; only the newest may record.</summary>
    int Number { get; }

    /// <summary>Cancelled when the work should end at once; <see cref="Stop"/> says why.</summary>
    CancellationToken Stopped { get; }

    /// <summary>Why and how the trial should end, or null when it goes on.</summary>
    StopRequest? Stop { get; }

    /// <summary>Brings files of earlier attempts, such as the last checkpoint, into the trial's folder; says where files of this one will be.</summary>
    ValueTask PrepareAsync(string folder, CancellationToken cancellation);

    /// <summary>Metrics were measured before training: all that are known by now.</summary>
    ValueTask MeasuredAsync(IReadOnlyDictionary<string, double> metrics, CancellationToken cancellation);

    /// <summary>An epoch ended and its checkpoint is on disk. Returns why the trial should end after it, or null when it goes on.</summary>
    /// <remarks>When the controller cannot be reached its decision comes later, as <see cref="Stop"/>.</remarks>
    ValueTask<string?> ReportAsync(EpochRecord epoch, CancellationToken cancellation);

    /// <summary>A training step ended: a sign of life, and something to show where that is cheap.</summary>
    void Step(int epoch, int step, int steps, double loss);

    /// <summary>Records the result, however long that takes.</summary>
    ValueTask<RecordOutcome> CompleteAsync(TrialOutcome outcome, CancellationToken cancellation);

    /// <summary>Hands the trial back unharmed, with its last checkpoint, for any worker to go on with.</summary>
    ValueTask ReturnAsync(string why, CancellationToken cancellation);
}
