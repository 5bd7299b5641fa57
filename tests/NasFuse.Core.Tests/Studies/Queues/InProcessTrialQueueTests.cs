using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;
using NasFuse.TestKit.Studies;

namespace NasFuse.Core.Tests.Studies.Queues;

public sealed class InProcessTrialQueueTests : TrialQueueConformance
{
    private readonly InProcessTrialQueue _queue = new(4);

    [Fact]
    public async Task Workers_are_told_when_no_more_trials_come()
    {
        _queue.Complete();
        Assert.Null(await _queue.LeaseAsync(new WorkerSlot("a", 0, "none"), Cancellation));
    }

    [Fact]
    public async Task Nobody_waits_for_a_controller_that_is_gone()
    {
        await using (var controller = await ControllerAsync()) await EnqueueAsync(controller, 1);
        var leasing = _queue.LeaseAsync(new WorkerSlot("a", 0, "none"), Cancellation).AsTask();
        Assert.False(leasing.IsCompleted);
        _queue.Close();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leasing);
    }

    [Fact]
    public async Task What_was_said_before_the_end_is_still_heard()
    {
        await _queue.EnqueueAsync(Job(0), Cancellation);
        var leasing = _queue.LeaseAsync(new WorkerSlot("a", 0, "none"), Cancellation).AsTask();
        _queue.Close();
        Assert.IsType<TrialLeased>((await _queue.NextAsync(Cancellation))!.Event);
        Assert.Null(await _queue.NextAsync(Cancellation));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leasing);
    }

    protected override Task<ITrialQueue> OpenQueueAsync() => Task.FromResult<ITrialQueue>(_queue);

    protected override Task<ITrialSource> OpenWorkerAsync(string name) => Task.FromResult<ITrialSource>(_queue);

    protected override async Task CrashAsync(ITrialLease lease) => await lease.DisposeAsync();
}
