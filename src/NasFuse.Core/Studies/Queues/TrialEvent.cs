namespace NasFuse.Core.Studies.Queues;

/// <summary>Something that was said about a trial, or about the workers.</summary>
public abstract record TrialEvent;

/// <summary>More or fewer workers than before: see <see cref="ITrialQueue.Capacity"/>.</summary>
public sealed record CapacityChanged : TrialEvent;

/// <summary>A trial was timed on a device of a class, apart from its training.</summary>
/// <param name="Trial">Number of the trial.</param>
/// <param name="Metrics">Its latency with the 95th percentile, both with the class in their names.</param>
/// <param name="Backend">The class, and how it was measured.</param>
public sealed record TrialTimed(int Trial, IReadOnlyDictionary<string, double> Metrics, string Backend) : TrialEvent
{
    private const string Separator = "; ";

    /// <summary>The trial with these times beside what is known of it.</summary>
    public Trial AddTo(Trial trial)
    {
        var backends = trial.LatencyBackend?.Split(Separator) ?? [];
        return trial with { Metrics = trial.Metrics.SetItems(Metrics), LatencyBackend = string.Join(Separator, backends.Append(Backend).Distinct()) };
    }
}

/// <summary>Something that a worker says about a trial it holds.</summary>
/// <param name="Trial">Number of the trial.</param>
/// <param name="Lease">1-based number of the worker's hold; what an older hold says than the newest is of no interest.</param>
public abstract record LeaseEvent(int Trial, int Lease) : TrialEvent;

/// <summary>A worker began a trial, or goes on with it.</summary>
/// <param name="Trial">Number of the trial.</param>
/// <param name="Lease">1-based number of the worker's hold.</param>
/// <param name="Device">The worker's device.</param>
public sealed record TrialLeased(int Trial, int Lease, string Device) : LeaseEvent(Trial, Lease);

/// <summary>Metrics were measured before training.</summary>
/// <param name="Trial">Number of the trial.</param>
/// <param name="Lease">1-based number of the worker's hold.</param>
/// <param name="Metrics">All that are known by now.</param>
public sealed record TrialMeasured(int Trial, int Lease, IReadOnlyDictionary<string, double> Metrics) : LeaseEvent(Trial, Lease);

/// <summary>A training step ended.</summary>
/// <param name="Trial">Number of the trial.</param>
/// <param name="Lease">1-based number of the worker's hold.</param>
/// <param name="Epoch">1-based epoch.</param>
/// <param name="Step">1-based step within the epoch.</param>
/// <param name="Steps">Steps per epoch.</param>
/// <param name="Loss">Loss of the step.</param>
public sealed record TrialStepped(int Trial, int Lease, int Epoch, int Step, int Steps, double Loss) : LeaseEvent(Trial, Lease);

/// <summary>An epoch ended; the delivery is handled with the reason to end the trial after it, or null.</summary>
/// <param name="Trial">Number of the trial.</param>
/// <param name="Lease">1-based number of the worker's hold.</param>
/// <param name="Epoch">What it gave.</param>
public sealed record TrialReported(int Trial, int Lease, EpochRecord Epoch) : LeaseEvent(Trial, Lease);

/// <summary>A worker handed the trial back; it waits for another.</summary>
/// <param name="Trial">Number of the trial.</param>
/// <param name="Lease">1-based number of the worker's hold.</param>
/// <param name="Why">In words.</param>
public sealed record TrialReturned(int Trial, int Lease, string Why) : LeaseEvent(Trial, Lease);

/// <summary>The trial has a result, its only one.</summary>
/// <param name="Trial">Number of the trial.</param>
/// <param name="Lease">1-based number of the hold that recorded it.</param>
/// <param name="Outcome">The result.</param>
public sealed record TrialRecorded(int Trial, int Lease, TrialOutcome Outcome) : LeaseEvent(Trial, Lease);
