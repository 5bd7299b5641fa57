using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;
using NasFuse.TestKit.Studies;

namespace NasFuse.Core.Tests.Studies.Queues;

/// <summary>A study that names no class behaves on it as on the queue beneath, and one that names classes has each trial timed before it is trained.</summary>
public sealed class LatencyFirstQueueTests : TrialQueueConformance
{
    private readonly InProcessTrialQueue _training = new(4);
    private readonly Dictionary<string, InProcessTrialQueue> _timing = new() { ["cpu"] = new(1), ["h200"] = new(1) };

    [Fact]
    public async Task A_trial_is_trained_once_every_class_has_timed_it()
    {
        await using var controller = new ListeningController(Queue());
        Assert.Equal(EnqueueOutcome.Added, await controller.Queue.EnqueueAsync(Job(0) with { AwaitsDecisions = true }, Cancellation));
        await TimeAsync("h200", 3);
        Assert.Equal(("h200: by hand", 3), ((await controller.WaitForAsync<TrialTimed>(1, Patience))[0].Backend, controller.Of<TrialTimed>()[0].Metrics["latencyMs@h200"]));
        Assert.Null(await TryLeaseAsync("too early", TimeSpan.FromMilliseconds(200)));
        await TimeAsync("cpu", 7);
        await using var lease = await LeaseAsync("a");
        Assert.True(lease.Job.AwaitsDecisions);
        Assert.Equal([("latencyMs@cpu", 7), ("latencyMs@h200", 3)], lease.Trial.Metrics.Select(metric => (metric.Key, metric.Value)));
        await lease.CompleteAsync(Complete(0.5), Cancellation);
        await controller.WaitForAsync<TrialRecorded>(1, Patience);
        // That other workers held it for a moment is not the controller's affair.
        Assert.Equal([typeof(TrialLeased), typeof(TrialRecorded)], controller.Heard.Select(said => said.GetType()));
    }

    [Fact]
    public async Task A_trial_that_is_too_slow_for_a_class_ends_without_training_and_is_not_asked_for_elsewhere()
    {
        await using var controller = new ListeningController(Queue());
        await controller.Queue.EnqueueAsync(Job(0), Cancellation);
        await TimeAsync("cpu", 99, TrialState.Infeasible);
        var recorded = Assert.Single(await controller.WaitForAsync<TrialRecorded>(1, Patience));
        Assert.Equal((TrialState.Infeasible, 99), (recorded.Outcome.State, recorded.Outcome.Metrics["latencyMs@cpu"]));
        await using var other = (await _timing["h200"].LeaseAsync(Slot("b"), Cancellation))!;
        // The controller hears of the end first; then what is not needed any more is called off.
        await Task.Delay(Patience, other.Stopped).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.True(other.Stopped.IsCancellationRequested);
        await other.CompleteAsync(Timed("h200", 3, TrialState.Complete), Cancellation);
        Assert.Null(await TryLeaseAsync("a", TimeSpan.FromMilliseconds(300)));
    }

    [Fact]
    public async Task A_trial_that_comes_again_with_some_of_its_times_lacks_the_others_only()
    {
        await using var controller = new ListeningController(Queue());
        var known = Trial(0) with { Metrics = Trial(0).Metrics.SetItem("latencyMs@cpu", 7) };
        await controller.Queue.EnqueueAsync(new TrialJob(known), Cancellation);
        await controller.Queue.EnqueueAsync(new TrialJob(Trial(1) with { Metrics = known.Metrics.SetItem("latencyMs@h200", 3) }), Cancellation);
        await using (var trained = await LeaseAsync("a")) Assert.Equal(1, trained.Trial.Number);
        await TimeAsync("h200", 3);
        await using var lease = await LeaseAsync("b");
        Assert.Contains(lease.Trial.Number, (int[])[0, 1]);
        Assert.Equal(2, lease.Trial.Metrics.Count);
    }

    [Fact]
    public void Times_are_added_once_with_how_they_were_measured()
    {
        var timed = new TrialTimed(0, new Dictionary<string, double> { ["latencyMs@cpu"] = 7 }, "cpu: torch");
        var twice = timed.AddTo(timed.AddTo(Trial(0)));
        Assert.Equal(("cpu: torch", 7), (twice.LatencyBackend, twice.Metrics["latencyMs@cpu"]));
        Assert.Equal("cpu: torch; h200: torch", (timed with { Backend = "h200: torch" }).AddTo(twice).LatencyBackend);
    }

    /// <summary>What comes from the store has been timed already.</summary>
    protected override Task<ITrialQueue> OpenQueueAsync() => Task.FromResult<ITrialQueue>(new LatencyFirstQueue(_training, new Dictionary<string, ITrialQueue>()));

    protected override Task<ITrialSource> OpenWorkerAsync(string name) => Task.FromResult<ITrialSource>(_training);

    protected override async Task CrashAsync(ITrialLease lease) => await lease.DisposeAsync();

    private LatencyFirstQueue Queue() => new(_training, _timing.ToDictionary(part => part.Key, ITrialQueue (part) => part.Value));

    private static WorkerSlot Slot(string worker) => new(worker, 0, $"device of {worker}");

    private static TrialOutcome Timed(string deviceClass, double latencyMs, TrialState state) => new()
    {
        State = state, LatencyBackend = "by hand", Metrics = Trial(0).Metrics.SetItem($"latencyMs@{deviceClass}", latencyMs),
    };

    private async Task TimeAsync(string deviceClass, double latencyMs, TrialState state = TrialState.Complete)
    {
        await using var lease = (await _timing[deviceClass].LeaseAsync(Slot(deviceClass), Cancellation))!;
        Assert.False(lease.Job.AwaitsDecisions);
        await lease.CompleteAsync(Timed(deviceClass, latencyMs, state), Cancellation);
    }
}
