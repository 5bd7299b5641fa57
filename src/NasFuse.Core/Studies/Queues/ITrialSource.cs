namespace NasFuse.Core.Studies.Queues;

/// <summary>Who asks for a trial.</summary>
/// <param name="Worker">Id of the worker, unique among all that ever lived.</param>
/// <param name="Slot">0-based place within the worker; each takes one trial at a time.</param>
/// <param name="Device">Device as shown and stored, e.g. <c>cpu (2 threads)</c>.</param>
public sealed record WorkerSlot(string Worker, int Slot, string Device)
{
    /// <summary>True for a place that times trials and trains none: it need not wait for trainings, which pause while it measures.</summary>
    public bool OnlyTimes { get; init; }
}

/// <summary>The workers' side of the way between controller and workers. Thread-safe.</summary>
public interface ITrialSource
{
    /// <summary>Waits for a trial and takes hold of it; null when no more will come. No trial is fetched ahead, so none waits behind another.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; no trial was taken.</exception>
    ValueTask<ITrialLease?> LeaseAsync(WorkerSlot slot, CancellationToken cancellation);
}
