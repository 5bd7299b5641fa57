namespace NasFuse.Core.Studies.Queues;

/// <summary>Something that was said, until the controller has taken it in; what was not handled is said again to the next controller.</summary>
/// <param name="said">What was said.</param>
public abstract class TrialDelivery(TrialEvent said)
{
    /// <summary>What was said.</summary>
    public TrialEvent Event { get; } = said;

    /// <summary>The controller has stored it.</summary>
    /// <param name="reasonToStop">For a <see cref="TrialReported"/>: why the trial should end after that epoch; else null.</param>
    /// <param name="cancellation">Cancels waiting.</param>
    public abstract ValueTask HandledAsync(string? reasonToStop, CancellationToken cancellation);
}
