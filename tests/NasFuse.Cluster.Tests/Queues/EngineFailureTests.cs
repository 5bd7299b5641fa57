using NasFuse.Cluster.Engine;
using NasFuse.Cluster.Queues;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;
using NasFuse.TestKit.Studies;
using NATS.Client.JetStream.Models;
using static NasFuse.Cluster.Tests.Fixtures.TrialScenes;

namespace NasFuse.Cluster.Tests.Queues;

/// <summary>What happens when the engine or the controller fails.</summary>
[Collection(nameof(EngineFailureTests))]
public sealed class EngineFailureTests
{
    [Fact]
    public async Task A_controller_that_takes_over_hears_what_came_meanwhile_and_knows_who_holds_what()
    {
        await using var server = await NatsServer.StartAsync();
        await using var engines = new Engines(server);
        ITrialLease first, second;
        await using (var controller = new ListeningController(await engines.QueueAsync()))
        {
            for (var number = 0; number < 3; number++) await controller.Queue.EnqueueAsync(Job(number), Cancellation);
            (first, second) = (await LeaseAsync(engines, "a"), await LeaseAsync(engines, "b"));
            await controller.WaitForAsync<TrialLeased>(2, Patience);
            controller.Queue.Close();
        }
        // Nobody listens: the workers go on.
        Assert.Null(await first.ReportAsync(new EpochRecord(1, 1, 1, 0.5, 1, 1), Cancellation));
        Assert.Equal(RecordOutcome.Recorded, await first.CompleteAsync(Complete(0.5), Cancellation));

        Trial[] stored = [Running(0), Running(1), Trial(2)];
        await using var again = new ListeningController(await engines.QueueAsync(stored));
        Assert.Equal([KeyValuePair.Create(1, 1)], again.Queue.Held);
        Assert.Equal(0, (await again.WaitForAsync<TrialRecorded>(1, Patience))[0].Trial);
        foreach (var trial in stored) Assert.Equal(EnqueueOutcome.AlreadyKnown, await again.Queue.EnqueueAsync(new TrialJob(trial), Cancellation));
        await second.CompleteAsync(Complete(0.6), Cancellation);
        await (await LeaseAsync(engines, "a")).CompleteAsync(Complete(0.7), Cancellation);
        // The first one twice: looked up, and from the consumer.
        await again.WaitForAsync<TrialRecorded>(4, Patience);
        Assert.Equal([0, 1, 2], again.Of<TrialRecorded>().Select(said => said.Trial).Distinct().Order());
    }

    [Fact]
    public async Task An_engine_that_lost_everything_is_rebuilt_from_what_is_stored()
    {
        await using var server = await NatsServer.StartAsync();
        await using (var lost = new Engines(server))
        {
            await using var before = new ListeningController(await lost.QueueAsync());
            await before.Queue.EnqueueAsync(Job(0), Cancellation);
        }
        server.Kill();
        Directory.Delete(Path.Combine(server.Folder, "store"), recursive: true);
        await server.RestartAsync();
        await using var engines = new Engines(server);
        await using var controller = new ListeningController(await engines.QueueAsync([Running(0), Trial(1) with { State = TrialState.Complete }]));
        Assert.Empty(controller.Queue.Held);
        Assert.Equal(EnqueueOutcome.Added, await controller.Queue.EnqueueAsync(Job(0), Cancellation));
        await using var lease = await LeaseAsync(engines, "a");
        Assert.Equal(RecordOutcome.Recorded, await lease.CompleteAsync(Complete(0.5), Cancellation));
        await controller.WaitForAsync<TrialRecorded>(1, Patience);
    }

    [Fact]
    public async Task A_trial_survives_an_engine_that_is_killed_under_it()
    {
        await using var server = await NatsServer.StartAsync();
        await using var engines = new Engines(server, leaseSeconds: 1);
        await using var controller = new ListeningController(await engines.QueueAsync());
        for (var number = 0; number < 2; number++) await controller.Queue.EnqueueAsync(Job(number), Cancellation);
        await using var lease = await LeaseAsync(engines, "a");
        await controller.WaitForAsync<TrialLeased>(1, Patience);
        server.Kill();
        // Longer than a lease, and the training goes on.
        Assert.Null(await lease.ReportAsync(new EpochRecord(1, 1, 1, 0.5, 1, 1), Cancellation));
        await Task.Delay(1500, Cancellation);
        Assert.Null(lease.Stop);
        await server.RestartAsync();
        Assert.Equal(RecordOutcome.Recorded, await lease.CompleteAsync(Complete(0.5), Cancellation));
        await controller.WaitForAsync<TrialReported>(1, Patience);
        await controller.WaitForAsync<TrialRecorded>(1, Patience);
        await using var next = await LeaseAsync(engines, "a");
        Assert.Equal(1, next.Trial.Number);
        await next.CompleteAsync(Complete(0.6), Cancellation);
        await controller.WaitForAsync<TrialRecorded>(2, Patience);
        Assert.Equal([0, 1], controller.Of<TrialRecorded>().Select(said => said.Trial));
    }

    [Fact]
    public async Task A_controller_that_comes_while_the_engine_is_away_waits_for_it()
    {
        await using var server = await NatsServer.StartAsync();
        await using var engines = new Engines(server);
        await using (var first = new ListeningController(await engines.QueueAsync())) await first.Queue.EnqueueAsync(Job(0), Cancellation);
        var engine = await Engines.ConnectAsync(server);
        server.Kill();
        var options = new QueueOptions { Keep = (_, _, _, _) => throw new InvalidOperationException(), Note = _ => { } };
        var opening = NatsTrialQueue.OpenAsync(engine, engines.Study, [Trial(0)], options, Cancellation);
        await Task.Delay(500, Cancellation);
        Assert.False(opening.IsCompleted);
        await server.RestartAsync();
        await using var queue = await opening.WaitAsync(Patience, Cancellation);
        Assert.Equal(EnqueueOutcome.AlreadyKnown, await queue.EnqueueAsync(Job(0), Cancellation));
        await engine.DisposeAsync();
    }

    [Fact]
    public async Task A_trial_that_the_engine_has_passed_over_is_given_out_all_the_same()
    {
        await using var server = await NatsServer.StartAsync();
        await using var engines = new Engines(server);
        await using var controller = new ListeningController(await engines.QueueAsync());
        await controller.Queue.EnqueueAsync(Job(0), Cancellation);
        // The server lets no consumer of a work queue begin late, so that passing over cannot be played; one that is lost passes over all.
        await using (var meddler = await Engines.ConnectAsync(server, "meddler"))
            await meddler.JetStream.DeleteConsumerAsync(Subjects.Trials, Subjects.TrialConsumer(engines.Study.Pool, engines.Study.Key), Cancellation);
        await using var lease = await LeaseAsync(engines, "a");
        await lease.CompleteAsync(Complete(0.6), Cancellation);
        await controller.WaitForAsync<TrialRecorded>(1, Patience);
        Assert.Contains(engines.Notes, note => note.StartsWith("1 trials were passed over by the engine", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_result_that_the_engine_has_passed_over_is_heard_all_the_same()
    {
        await using var server = await NatsServer.StartAsync();
        await using var engines = new Engines(server);
        await using var controller = new ListeningController(await engines.QueueAsync());
        await controller.Queue.EnqueueAsync(Job(0), Cancellation);
        await using var lease = await LeaseAsync(engines, "a");
        await PassOverAsync(
            server, Subjects.Records, Subjects.RecordConsumer(engines.Study.Key), () => lease.CompleteAsync(Complete(0.6), Cancellation).AsTask());
        await controller.WaitForAsync<TrialRecorded>(1, Patience);
    }

    /// <summary>As nats-server 2.9 does when it was killed: the consumer believes that it has given out all there is.</summary>
    private static async Task PassOverAsync(NatsServer server, string stream, string consumer, Func<Task> meanwhile)
    {
        await using var meddler = await Engines.ConnectAsync(server, "meddler");
        var config = (await meddler.JetStream.GetConsumerAsync(stream, consumer, Cancellation)).Info.Config;
        await meddler.JetStream.DeleteConsumerAsync(stream, consumer, Cancellation);
        await meanwhile();
        var onlyNew = config with { DeliverPolicy = ConsumerConfigDeliverPolicy.New, OptStartSeq = 0 };
        await meddler.JetStream.CreateOrUpdateConsumerAsync(stream, onlyNew, Cancellation);
    }
}
