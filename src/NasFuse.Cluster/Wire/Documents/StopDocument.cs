using NasFuse.Core.Studies.Queues;

namespace NasFuse.Cluster.Wire.Documents;

/// <summary>That a trial should end, or that a worker should take no more.</summary>
/// <param name="Reason">Kind of reason.</param>
/// <param name="Why">In words.</param>
public sealed record StopDocument(StopReason Reason, string Why)
{
    /// <summary>As the rest of NasFuse has it.</summary>
    public StopRequest ToRequest() => new(Reason, Why);
}

/// <summary>What the controller decided about an epoch: that it goes on, or why the trial ends after it.</summary>
/// <param name="Study">Key of the study.</param>
/// <param name="Trial">Number of the trial.</param>
/// <param name="Epoch">1-based epoch.</param>
/// <param name="Why">Why it ends, or null.</param>
public sealed record DecisionDocument(string Study, int Trial, int Epoch, string? Why);
