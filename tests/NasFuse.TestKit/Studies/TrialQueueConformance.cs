using System.Collections.Concurrent;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;
using Xunit;

namespace NasFuse.TestKit.Studies;

/// <summary>What every pair of <see cref="ITrialQueue"/> and <see cref="ITrialSource"/> must do. Derive, say how they are opened, and inherit the tests.</summary>
public abstract class TrialQueueConformance
{
    /// <summary>How long anything may take, a takeover included.</summary>
    protected virtual TimeSpan Patience => TimeSpan.FromMinutes(2);

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The controller's side of a new, empty queue; the same one until the end of the test.</summary>
    protected abstract Task<ITrialQueue> OpenQueueAsync();

    /// <summary>The side of one more worker on that queue.</summary>
    protected abstract Task<ITrialSource> OpenWorkerAsync(string name);

    /// <summary>The worker that has this lease is gone without a word, or lets go of it as roughly as it can.</summary>
    protected abstract Task CrashAsync(ITrialLease lease);

    [Fact]
    public async Task A_trial_is_given_to_one_worker_only()
    {
        await using var controller = await ControllerAsync();
        await EnqueueAsync(controller, 1);
        await using var lease = await LeaseAsync("a");
        Assert.Equal(0, lease.Trial.Number);
        Assert.Equal((TrialState.Running, 1, "device of a"), (lease.Trial.State, lease.Trial.Attempts, lease.Trial.Device));
        Assert.Equal(1, lease.Number);
        Assert.Null(lease.Stop);
        Assert.Null(await TryLeaseAsync("b", TimeSpan.FromMilliseconds(400)));
        await lease.CompleteAsync(Complete(0.5), Cancellation);
    }

    [Fact]
    public async Task A_trial_that_is_handed_over_again_is_known()
    {
        await using var controller = await ControllerAsync();
        Assert.Equal(EnqueueOutcome.Added, await controller.Queue.EnqueueAsync(Job(0), Cancellation));
        Assert.Equal(EnqueueOutcome.AlreadyKnown, await controller.Queue.EnqueueAsync(Job(0), Cancellation));
        await using var lease = await LeaseAsync("a");
        Assert.Equal(EnqueueOutcome.AlreadyKnown, await controller.Queue.EnqueueAsync(Job(0), Cancellation));
        await lease.CompleteAsync(Complete(0.5), Cancellation);
        await controller.WaitForAsync<TrialRecorded>(1, Patience);
        Assert.Equal(EnqueueOutcome.AlreadyKnown, await controller.Queue.EnqueueAsync(Job(0), Cancellation));
        Assert.Null(await TryLeaseAsync("b", TimeSpan.FromMilliseconds(400)));
    }

    [Fact]
    public async Task What_a_worker_says_arrives_in_order_and_the_result_as_it_was()
    {
        await using var controller = await ControllerAsync();
        await EnqueueAsync(controller, 1);
        await using var lease = await LeaseAsync("a");
        await lease.MeasuredAsync(new Dictionary<string, double> { ["latencyMs"] = 7.25 }, Cancellation);
        var epoch = new EpochRecord(1, 0.7, 0.01, 0.41, double.PositiveInfinity, 3.5) { PixelAccuracy = 0.8 };
        await lease.ReportAsync(epoch, Cancellation);
        await lease.ReportAsync(epoch with { Epoch = 2, MeanIou = null, PixelAccuracy = null }, Cancellation);
        var outcome = Complete(0.52) with { Epochs = 2, TrainSeconds = 7, LatencyBackend = "by hand", Device = "device of a" };
        Assert.Equal(RecordOutcome.Recorded, await lease.CompleteAsync(outcome, Cancellation));
        await controller.WaitForAsync<TrialRecorded>(1, Patience);
        Assert.Equal(
            [typeof(TrialLeased), typeof(TrialMeasured), typeof(TrialReported), typeof(TrialReported), typeof(TrialRecorded)],
            controller.Heard.Select(said => said.GetType()));
        Assert.All(controller.Heard, said => Assert.Equal((0, 1), (said.Trial, said.Lease)));
        Assert.Equal(7.25, controller.Of<TrialMeasured>()[0].Metrics["latencyMs"]);
        Assert.Equal(epoch, controller.Of<TrialReported>()[0].Epoch);
        TrialComparison.AssertEqual(outcome.End(Trial(0)), controller.Of<TrialRecorded>()[0].Outcome.End(Trial(0)));
    }

    [Fact]
    public async Task A_result_is_recorded_once()
    {
        await using var controller = await ControllerAsync();
        await EnqueueAsync(controller, 1);
        await using var lease = await LeaseAsync("a");
        Assert.Equal(RecordOutcome.Recorded, await lease.CompleteAsync(Complete(0.5), Cancellation));
        Assert.Equal(RecordOutcome.AlreadyRecorded, await lease.CompleteAsync(Complete(0.9), Cancellation));
        await controller.WaitForAsync<TrialRecorded>(1, Patience);
        Assert.Equal(0.5, Assert.Single(controller.Of<TrialRecorded>()).Outcome.Metrics["miou"]);
    }

    [Fact]
    public async Task A_trial_that_is_handed_back_goes_to_another_worker()
    {
        await using var controller = await ControllerAsync();
        await EnqueueAsync(controller, 1);
        await using var first = await LeaseAsync("a");
        await first.ReturnAsync("drained", Cancellation);
        await using var second = await LeaseAsync("b");
        Assert.Equal((2, 2), (second.Number, second.Trial.Attempts));
        Assert.Equal(RecordOutcome.LeaseLost, await first.CompleteAsync(Complete(0.1), Cancellation));
        Assert.Equal(RecordOutcome.Recorded, await second.CompleteAsync(Complete(0.2), Cancellation));
        await controller.WaitForAsync<TrialRecorded>(1, Patience);
        Assert.Equal("drained", Assert.Single(controller.Of<TrialReturned>()).Why);
        Assert.Equal(0.2, Assert.Single(controller.Of<TrialRecorded>()).Outcome.Metrics["miou"]);
    }

    [Fact]
    public async Task Handing_back_again_and_again_is_no_failure()
    {
        await using var controller = await ControllerAsync();
        await EnqueueAsync(controller, 1);
        for (var attempt = 1; attempt <= TrialJob.MostFailures + 2; attempt++)
        {
            await using var lease = await LeaseAsync("a");
            Assert.Equal(attempt, lease.Number);
            await lease.ReturnAsync("drained", Cancellation);
        }
        Assert.Empty(controller.Of<TrialRecorded>());
    }

    [Fact]
    public async Task A_trial_of_a_worker_that_is_gone_goes_to_another_and_the_dead_ones_result_does_not_count()
    {
        await using var controller = await ControllerAsync();
        await EnqueueAsync(controller, 1);
        var first = await LeaseAsync("a");
        await CrashAsync(first);
        await using var second = await LeaseAsync("b");
        Assert.Equal(2, second.Number);
        Assert.Equal(RecordOutcome.Recorded, await second.CompleteAsync(Complete(0.2), Cancellation));
        await controller.WaitForAsync<TrialRecorded>(1, Patience);
        Assert.Equal(0.2, Assert.Single(controller.Of<TrialRecorded>()).Outcome.Metrics["miou"]);
    }

    [Fact]
    public async Task A_trial_that_kills_its_workers_fails_after_three()
    {
        await using var controller = await ControllerAsync();
        await EnqueueAsync(controller, 1);
        for (var attempt = 0; attempt < TrialJob.MostFailures; attempt++) await CrashAsync(await LeaseAsync($"worker-{attempt}"));
        // Whoever is given it next finds that it has had its attempts.
        var last = await TryLeaseAsync("last", Patience, until: () => controller.Of<TrialRecorded>().Count > 0);
        Assert.True(last is null, $"lease {last?.Number} after [{string.Join(", ", controller.Heard)}]");
        var outcome = Assert.Single(controller.Of<TrialRecorded>()).Outcome;
        Assert.Equal(TrialState.Failed, outcome.State);
        Assert.StartsWith("3 attempts came to no end; the last: ", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_before_the_lease_is_seen_at_the_lease()
    {
        await using var controller = await ControllerAsync();
        await EnqueueAsync(controller, 1);
        await controller.Queue.RequestStopAsync(0, new StopRequest(StopReason.User, "not needed"), Cancellation);
        await using var lease = await LeaseAsync("a");
        Assert.Equal(new StopRequest(StopReason.User, "not needed"), lease.Stop);
        Assert.True(lease.Stopped.IsCancellationRequested);
        Assert.Equal(RecordOutcome.Recorded, await lease.CompleteAsync(TrialOutcome.Failed(lease.Trial, "stopped"), Cancellation));
    }

    [Fact]
    public async Task A_stop_reaches_the_worker_that_holds_the_trial()
    {
        await using var controller = await ControllerAsync();
        await EnqueueAsync(controller, 2);
        await using var lease = await LeaseAsync("a");
        await using var other = await LeaseAsync("b");
        await controller.Queue.RequestStopAsync(lease.Trial.Number, new StopRequest(StopReason.User, "enough"), Cancellation);
        await Task.Delay(Patience, lease.Stopped).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.Equal("enough", lease.Stop?.Why);
        Assert.Null(other.Stop);
        await lease.CompleteAsync(Complete(0.1), Cancellation);
        await other.CompleteAsync(Complete(0.2), Cancellation);
    }

    [Fact]
    public async Task What_the_controller_decides_about_an_epoch_is_known_before_the_next()
    {
        await using var controller = await ControllerAsync(said => said is TrialReported { Epoch.Epoch: 2 } ? "at epoch 2: hopeless" : null);
        await controller.Queue.EnqueueAsync(Job(0) with { AwaitsDecisions = true }, Cancellation);
        await using var lease = await LeaseAsync("a");
        Assert.Null(await lease.ReportAsync(new EpochRecord(1, 1, 1, 0.1, 1, 1), Cancellation));
        Assert.Equal("at epoch 2: hopeless", await lease.ReportAsync(new EpochRecord(2, 1, 1, 0.1, 1, 1), Cancellation));
        Assert.False(lease.Stopped.IsCancellationRequested);
        await lease.CompleteAsync(Complete(0.1) with { State = TrialState.Pruned }, Cancellation);
    }

    [Fact]
    public async Task Many_trials_by_several_workers_are_each_recorded_once()
    {
        const int Trials = 60;
        await using var controller = await ControllerAsync();
        await EnqueueAsync(controller, Trials);
        var taken = new ConcurrentBag<int>();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var workers = Enumerable.Range(0, 3).Select(async i =>
        {
            var source = await OpenWorkerAsync($"many-{i}");
            while (await LeaseOrNullAsync(source, $"many-{i}", done.Token) is { } lease)
            {
                await using var held = lease;
                taken.Add(held.Trial.Number);
                Assert.Equal(RecordOutcome.Recorded, await held.CompleteAsync(Complete(held.Trial.Number), Cancellation));
            }
        }).ToArray();
        await controller.WaitForAsync<TrialRecorded>(Trials, Patience);
        await done.CancelAsync();
        await Task.WhenAll(workers);
        Assert.Equal(Enumerable.Range(0, Trials), taken.Order());
        Assert.Equal(Enumerable.Range(0, Trials), controller.Of<TrialRecorded>().Select(said => said.Trial).Order());
        Assert.All(controller.Of<TrialRecorded>(), said => Assert.Equal(said.Trial, said.Outcome.Metrics["miou"]));
    }

    protected static Trial Trial(int number) => TrialGenerator.Proposed(number);

    protected static TrialJob Job(int number) => new(Trial(number));

    protected static TrialOutcome Complete(double miou) => new()
    {
        State = TrialState.Complete, Metrics = Trial(0).Metrics.SetItem("miou", miou), Epochs = 1, Device = "device of a",
    };

    protected async Task<ListeningController> ControllerAsync(Func<TrialEvent, string?>? decide = null) => new(await OpenQueueAsync(), decide);

    protected static async Task EnqueueAsync(ListeningController controller, int trials)
    {
        for (var number = 0; number < trials; number++) Assert.Equal(EnqueueOutcome.Added, await controller.Queue.EnqueueAsync(Job(number), Cancellation));
    }

    protected async Task<ITrialLease> LeaseAsync(string worker) =>
        await TryLeaseAsync(worker, Patience) ?? throw new TimeoutException($"no trial for {worker} within {Patience}");

    /// <summary>A lease, or null when there was none in time, or when something else has happened.</summary>
    protected async Task<ITrialLease?> TryLeaseAsync(string worker, TimeSpan wait, Func<bool>? until = null)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        late.CancelAfter(wait);
        var leasing = LeaseOrNullAsync(await OpenWorkerAsync(worker), worker, late.Token);
        while (until is not null && !leasing.IsCompleted)
        {
            await Task.WhenAny(leasing, Task.Delay(10, Cancellation));
            if (until()) await late.CancelAsync();
        }
        return await leasing;
    }

    private static async Task<ITrialLease?> LeaseOrNullAsync(ITrialSource source, string worker, CancellationToken cancellation)
    {
        try
        {
            return await source.LeaseAsync(new WorkerSlot(worker, 0, $"device of {worker}"), cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
