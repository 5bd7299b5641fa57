using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;
using NasFuse.TestKit.Studies;

namespace NasFuse.Core.Tests.Studies.Queues;

public sealed class TrialWorkerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_breaks_because_all_is_ended_is_handed_back_and_no_failure()
    {
        using var ending = new CancellationTokenSource();
        var last = await LastEventAsync(new Breaking(() => ending.Cancel()), ending.Token);
        Assert.Equal("its worker was told to end", Assert.IsType<TrialReturned>(last).Why);
    }

    [Fact]
    public async Task What_breaks_by_itself_is_a_failure()
    {
        var last = await LastEventAsync(new Breaking(() => { }), CancellationToken.None);
        Assert.Equal("it broke", Assert.IsType<TrialRecorded>(last).Outcome.Error);
    }

    private static async Task<TrialEvent?> LastEventAsync(ITrialEvaluator evaluator, CancellationToken ending)
    {
        var queue = new InProcessTrialQueue(4);
        await queue.EnqueueAsync(new TrialJob(TrialGenerator.Proposed(0)), Cancellation);
        queue.Complete();
        var working = new TrialWorker(queue, "a", 0, () => evaluator, _ => "").RunAsync(ending);
        TrialEvent? last = null;
        while (last is not (TrialReturned or TrialRecorded))
        {
            var delivery = await queue.NextAsync(Cancellation);
            last = delivery!.Event;
            await delivery.HandledAsync(null, Cancellation);
        }
        await working;
        return last;
    }

    private sealed class Breaking(Action before) : ITrialEvaluator
    {
        public string Device => "none";

        public Trial Evaluate(TrialAssignment assignment, ITrialProgress progress, CancellationToken cancellation)
        {
            before();
            return assignment.Trial with { State = TrialState.Failed, Error = "it broke" };
        }

        public void Dispose()
        {
        }
    }
}
