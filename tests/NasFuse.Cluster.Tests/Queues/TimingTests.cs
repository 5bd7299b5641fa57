using NasFuse.Cluster.Queues;
using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;
using NasFuse.TestKit.Studies;
using static NasFuse.Cluster.Tests.Fixtures.TrialScenes;

namespace NasFuse.Cluster.Tests.Queues;

/// <summary>Studies that name classes of devices: who times a trial, who trains it, and what survives.</summary>
[Collection(nameof(EngineFailureTests))]
public sealed class TimingTests
{
    [Fact]
    public async Task Only_a_device_of_the_class_times_a_trial_and_any_trains_it()
    {
        await using var server = await NatsServer.StartAsync();
        await using var engines = new Engines(server);
        await using var controller = new ListeningController(await QueueAsync(engines, "cpu", "edge"));
        await engines.WorkerAsync("plain");
        await engines.WorkerAsync("special", classes: ["edge"]);
        await controller.Queue.EnqueueAsync(Job(0), Cancellation);
        await TimeAsync(engines, "plain", "cpu", 7);
        await controller.WaitForAsync<TrialTimed>(1, Patience);
        Assert.Null(await LeaseAsync(engines, "plain", onlyTimes: true, TimeSpan.FromSeconds(2)));
        Assert.Null(await LeaseAsync(engines, "plain", onlyTimes: false, TimeSpan.FromSeconds(1)));
        await TimeAsync(engines, "special", "edge", 3);
        await using var lease = (await LeaseAsync(engines, "plain", onlyTimes: false, Patience))!;
        Assert.Equal([("latencyMs@cpu", 7), ("latencyMs@edge", 3)], lease.Trial.Metrics.Select(metric => (metric.Key, metric.Value)));
        await lease.CompleteAsync(Complete(0.5), Cancellation);
        await controller.WaitForAsync<TrialRecorded>(1, Patience);
    }

    [Fact]
    public async Task A_controller_that_takes_over_times_nothing_twice_and_loses_no_time()
    {
        await using var server = await NatsServer.StartAsync();
        await using var engines = new Engines(server);
        await using (var first = new ListeningController(await QueueAsync(engines, "cpu", "edge")))
        {
            await first.Queue.EnqueueAsync(Job(0), Cancellation);
            await TimeAsync(engines, "plain", "cpu", 7);
            await first.WaitForAsync<TrialTimed>(1, Patience);
            first.Queue.Close();
        }
        await engines.WorkerAsync("special", classes: ["edge"]);
        // Nobody listens, and the first controller had stored the first time only.
        await TimeAsync(engines, "special", "edge", 3);
        var stored = Trial(0) with { Metrics = Trial(0).Metrics.SetItem("latencyMs@cpu", 7) };
        await using var again = new ListeningController(await QueueAsync(engines, [stored], "cpu", "edge"));
        await again.Queue.EnqueueAsync(new TrialJob(stored), Cancellation);
        await using var lease = (await LeaseAsync(engines, "special", onlyTimes: false, Patience))!;
        Assert.Equal([("latencyMs@cpu", 7), ("latencyMs@edge", 3)], lease.Trial.Metrics.Select(metric => (metric.Key, metric.Value)));
        Assert.Equal(3, again.Of<TrialTimed>().Last(timed => timed.Metrics.ContainsKey("latencyMs@edge")).Metrics["latencyMs@edge"]);
        Assert.Null(await LeaseAsync(engines, "special", onlyTimes: true, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task A_device_that_dies_while_it_times_is_replaced_by_another_of_its_class()
    {
        await using var server = await NatsServer.StartAsync();
        await using var engines = new Engines(server);
        await using var controller = new ListeningController(await QueueAsync(engines, "edge"));
        foreach (var name in (string[])["first", "second"]) await engines.WorkerAsync(name, classes: ["edge"]);
        await controller.Queue.EnqueueAsync(Job(0), Cancellation);
        var doomed = (await LeaseAsync(engines, "first", onlyTimes: true, Patience))!;
        await ((Leases.NatsTrialLease)doomed).FallSilentAsync();
        await TimeAsync(engines, "second", "edge", 3);
        Assert.Equal(RecordOutcome.LeaseLost, await doomed.CompleteAsync(Timed("edge", 99), Cancellation));
        Assert.Equal(3, (await controller.WaitForAsync<TrialTimed>(1, Patience))[0].Metrics["latencyMs@edge"]);
    }

    private static Task<ITrialQueue> QueueAsync(Engines engines, params string[] classes) => QueueAsync(engines, [], classes);

    private static async Task<ITrialQueue> QueueAsync(Engines engines, Trial[] stored, params string[] classes)
    {
        var training = await engines.QueueAsync(stored);
        var timing = new Dictionary<string, ITrialQueue>();
        foreach (var name in classes) timing[name] = await engines.QueueAsync(stored, PartOf(engines.Study, name));
        return new LatencyFirstQueue(training, timing);
    }

    private static StudyDocument PartOf(StudyDocument study, string deviceClass) =>
        study.TimedOn(Engine.Subjects.StudyKey($"{study.Key}@{deviceClass}", ""), deviceClass);

    private static TrialOutcome Timed(string deviceClass, double latencyMs) => new()
    {
        State = TrialState.Complete, Metrics = Trial(0).Metrics.SetItem($"latencyMs@{deviceClass}", latencyMs), LatencyBackend = "by hand",
    };

    private static async Task TimeAsync(Engines engines, string worker, string deviceClass, double latencyMs)
    {
        await using var lease = (await LeaseAsync(engines, worker, onlyTimes: true, Patience))!;
        Assert.Equal(RecordOutcome.Recorded, await lease.CompleteAsync(Timed(deviceClass, latencyMs), Cancellation));
    }

    private static async Task<ITrialLease?> LeaseAsync(Engines engines, string worker, bool onlyTimes, TimeSpan patience)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        late.CancelAfter(patience);
        var source = await engines.WorkerAsync(worker);
        try
        {
            return await source.LeaseAsync(new WorkerSlot(worker, 0, $"device of {worker}") { OnlyTimes = onlyTimes }, late.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return null;
        }
    }
}
