using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;
using NasFuse.TestKit.Studies;

namespace NasFuse.Cluster.Tests.Fixtures;

/// <summary>Trials and holds on them, for tests of failures.</summary>
internal static class TrialScenes
{
    /// <summary>How long something may take that takes seconds, on a machine that others keep busy.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Ends with the test.</summary>
    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A proposed trial.</summary>
    public static Trial Trial(int number) => TrialGenerator.Proposed(number);

    /// <summary>A trial as it is stored while worker a holds it.</summary>
    public static Trial Running(int number) => Trial(number) with { State = TrialState.Running, Attempts = 1, Device = "device of a" };

    /// <summary>A trial on its way to a worker.</summary>
    public static TrialJob Job(int number) => new(Trial(number));

    /// <summary>A result.</summary>
    public static TrialOutcome Complete(double miou) => new() { State = TrialState.Complete, Metrics = Trial(0).Metrics.SetItem("miou", miou) };

    /// <summary>Has a new worker take a trial.</summary>
    public static async Task<ITrialLease> LeaseAsync(Engines engines, string worker)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        late.CancelAfter(Patience);
        var source = await engines.WorkerAsync(worker);
        return await source.LeaseAsync(new WorkerSlot(worker, 0, $"device of {worker}"), late.Token) ?? throw new InvalidOperationException("no lease");
    }
}
