namespace NasFuse.Core.Studies.Queues;

/// <summary>Why a trial is asked to end.</summary>
public enum StopReason
{
    /// <summary>The pruner decided so: it ends after its epoch, as pruned.</summary>
    Early,

    /// <summary>A person asked for it: it ends at once, as failed.</summary>
    User,

    /// <summary>It belongs to another worker now: the work ends at once and is not recorded.</summary>
    LeaseLost,
}

/// <summary>That a trial should end, and why.</summary>
/// <param name="Reason">Kind of reason.</param>
/// <param name="Why">In words, e.g. <c>at epoch 4: worse than the median</c>.</param>
public sealed record StopRequest(StopReason Reason, string Why)
{
    /// <summary>True when the work should not go on to the end of its epoch.</summary>
    public bool IsUrgent => Reason != StopReason.Early;
}
