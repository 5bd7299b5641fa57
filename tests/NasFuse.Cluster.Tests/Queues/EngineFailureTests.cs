using System.Text;
using NasFuse.Cluster.Engine;
using NasFuse.Cluster.Leases;
using NasFuse.Cluster.Queues;
using NasFuse.Cluster.Wire;
using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;
using NasFuse.TestKit.Studies;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace NasFuse.Cluster.Tests.Queues;

/// <summary>What happens when one of the three, controller, worker and engine, fails, and to those who do not belong here.</summary>
public sealed class EngineFailureTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

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
            await controller.WaitForAsync<TrialLeased>(2, s_patience);
            controller.Queue.Close();
        }
        // Nobody listens: the workers go on.
        Assert.Null(await first.ReportAsync(new EpochRecord(1, 1, 1, 0.5, 1, 1), Cancellation));
        Assert.Equal(RecordOutcome.Recorded, await first.CompleteAsync(Complete(0.5), Cancellation));

        Trial[] stored = [Running(0), Running(1), Trial(2)];
        await using var again = new ListeningController(await engines.QueueAsync(stored));
        Assert.Equal([KeyValuePair.Create(1, 1)], again.Queue.Held);
        Assert.Equal(0, (await again.WaitForAsync<TrialRecorded>(1, s_patience))[0].Trial);
        foreach (var trial in stored) Assert.Equal(EnqueueOutcome.AlreadyKnown, await again.Queue.EnqueueAsync(new TrialJob(trial), Cancellation));
        await second.CompleteAsync(Complete(0.6), Cancellation);
        await (await LeaseAsync(engines, "a")).CompleteAsync(Complete(0.7), Cancellation);
        await again.WaitForAsync<TrialRecorded>(3, s_patience);
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
        await controller.WaitForAsync<TrialRecorded>(1, s_patience);
    }

    [Fact]
    public async Task A_trial_survives_an_engine_that_is_killed_under_it()
    {
        await using var server = await NatsServer.StartAsync();
        await using var engines = new Engines(server);
        await using var controller = new ListeningController(await engines.QueueAsync());
        for (var number = 0; number < 2; number++) await controller.Queue.EnqueueAsync(Job(number), Cancellation);
        await using var lease = await LeaseAsync(engines, "a");
        await controller.WaitForAsync<TrialLeased>(1, s_patience);
        server.Kill();
        // Longer than a lease, and the training goes on.
        Assert.Null(await lease.ReportAsync(new EpochRecord(1, 1, 1, 0.5, 1, 1), Cancellation));
        await Task.Delay(1500, Cancellation);
        Assert.Null(lease.Stop);
        await server.RestartAsync();
        Assert.Equal(RecordOutcome.Recorded, await lease.CompleteAsync(Complete(0.5), Cancellation));
        await controller.WaitForAsync<TrialReported>(1, s_patience);
        await controller.WaitForAsync<TrialRecorded>(1, s_patience);
        await using var next = await LeaseAsync(engines, "a");
        Assert.Equal(1, next.Trial.Number);
        await next.CompleteAsync(Complete(0.6), Cancellation);
        await controller.WaitForAsync<TrialRecorded>(2, s_patience);
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
        var opening = NatsTrialQueue.OpenAsync(engine, engines.Study, [Trial(0)], new QueueOptions { Keep = (_, _, _, _) => throw new InvalidOperationException(), Note = _ => { } }, Cancellation);
        await Task.Delay(500, Cancellation);
        Assert.False(opening.IsCompleted);
        await server.RestartAsync();
        await using var queue = await opening.WaitAsync(s_patience, Cancellation);
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
        await controller.WaitForAsync<TrialRecorded>(1, s_patience);
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
        await PassOverAsync(server, Subjects.Records, Subjects.RecordConsumer(engines.Study.Key), () => lease.CompleteAsync(Complete(0.6), Cancellation).AsTask());
        await controller.WaitForAsync<TrialRecorded>(1, s_patience);
    }

    /// <summary>As nats-server 2.9 does when it was killed: the consumer believes that it has given out all there is.</summary>
    private static async Task PassOverAsync(NatsServer server, string stream, string consumer, Func<Task> meanwhile)
    {
        await using var meddler = await Engines.ConnectAsync(server, "meddler");
        var config = (await meddler.JetStream.GetConsumerAsync(stream, consumer, Cancellation)).Info.Config;
        await meddler.JetStream.DeleteConsumerAsync(stream, consumer, Cancellation);
        await meanwhile();
        await meddler.JetStream.CreateOrUpdateConsumerAsync(stream, config with { DeliverPolicy = ConsumerConfigDeliverPolicy.New, OptStartSeq = 0 }, Cancellation);
    }

    [Fact]
    public async Task A_decision_about_an_epoch_does_not_end_a_training_that_begins_anew_before_that_epoch()
    {
        await using var server = await NatsServer.StartAsync();
        await using var engines = new Engines(server);
        await using var controller = new ListeningController(await engines.QueueAsync(), said => said is TrialReported { Epoch.Epoch: 2 } ? "at epoch 2: hopeless" : null);
        await controller.Queue.EnqueueAsync(Job(0) with { AwaitsDecisions = true }, Cancellation);
        await using (var first = await LeaseAsync(engines, "a"))
        {
            await first.ReportAsync(new EpochRecord(1, 1, 1, 0.5, 1, 1), Cancellation);
            Assert.NotNull(await first.ReportAsync(new EpochRecord(2, 1, 1, 0.5, 1, 1), Cancellation));
            await first.ReturnAsync("its checkpoint is lost", Cancellation);
        }
        await using var second = await LeaseAsync(engines, "b");
        Assert.Null(second.Stop);
        Assert.Null(await second.ReportAsync(new EpochRecord(1, 1, 1, 0.5, 1, 1), Cancellation));
        Assert.Null(second.Stop);
        Assert.Equal("at epoch 2: hopeless", await second.ReportAsync(new EpochRecord(2, 1, 1, 0.5, 1, 1), Cancellation));
        await second.CompleteAsync(Complete(0.5) with { State = TrialState.Pruned }, Cancellation);
    }

    [Fact]
    public async Task A_frozen_worker_learns_at_once_that_its_trial_is_anothers()
    {
        await using var server = await NatsServer.StartAsync();
        await using var engines = new Engines(server);
        await using var controller = new ListeningController(await engines.QueueAsync());
        await controller.Queue.EnqueueAsync(Job(0), Cancellation);
        var frozen = (NatsTrialLease)await LeaseAsync(engines, "a");
        await frozen.FallSilentAsync();
        await using var lease = await LeaseAsync(engines, "b");
        Assert.Equal(RecordOutcome.LeaseLost, await frozen.CompleteAsync(Complete(0.1), Cancellation));
        Assert.Equal(RecordOutcome.Recorded, await lease.CompleteAsync(Complete(0.2), Cancellation));
    }

    [Fact]
    public async Task A_training_that_does_not_move_is_given_up_with_the_reason()
    {
        await using var server = await NatsServer.StartAsync();
        await using var engines = new Engines(server);
        await using var controller = new ListeningController(await engines.QueueAsync());
        await controller.Queue.EnqueueAsync(Job(0), Cancellation);
        await engines.WorkerAsync("a", timing: new WorkerTiming { MostStill = TimeSpan.FromSeconds(1), PresenceEvery = TimeSpan.FromSeconds(1) });
        await using var stuck = await LeaseAsync(engines, "a");
        await Task.Delay(s_patience, stuck.Stopped).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.Contains("its training was stuck", stuck.Stop?.Why, StringComparison.Ordinal);
        await using var other = await LeaseAsync(engines, "b");
        Assert.Equal(2, other.Number);
        Assert.Equal(RecordOutcome.LeaseLost, await stuck.CompleteAsync(Complete(0.1), Cancellation));
        await other.CompleteAsync(Complete(0.2), Cancellation);
    }

    [Fact]
    public async Task A_checkpoint_goes_to_the_worker_that_takes_over_and_files_come_to_the_controller()
    {
        await using var server = await NatsServer.StartAsync();
        await using var engines = new Engines(server);
        await using var controller = new ListeningController(await engines.QueueAsync());
        await controller.Queue.EnqueueAsync(Job(0), Cancellation);
        var (here, there) = (Directory.CreateTempSubdirectory("nasfuse-here-").FullName, Directory.CreateTempSubdirectory("nasfuse-there-").FullName);
        await using (var first = await LeaseAsync(engines, "a"))
        {
            await first.PrepareAsync(here, Cancellation);
            await File.WriteAllTextAsync(Path.Combine(here, TrialAssignment.CheckpointFile), "how far it came", Cancellation);
            await first.ReturnAsync("drained", Cancellation);
        }
        await using var second = await LeaseAsync(engines, "b");
        await second.PrepareAsync(there, Cancellation);
        Assert.Equal("how far it came", await File.ReadAllTextAsync(Path.Combine(there, TrialAssignment.CheckpointFile), Cancellation));
        await File.WriteAllTextAsync(Path.Combine(there, "weights.safetensors"), "values", Cancellation);
        await second.CompleteAsync(Complete(0.5) with { Artefacts = [new ArtefactReference("weights", "weights.safetensors", 6, "")] }, Cancellation);
        var recorded = Assert.Single(await controller.WaitForAsync<TrialRecorded>(1, s_patience));
        Assert.Equal("trials/0/weights.safetensors", Assert.Single(recorded.Outcome.Artefacts).Path);
        Assert.Equal("values", Encoding.UTF8.GetString(engines.Kept["0/weights.safetensors"]));
        Directory.Delete(here, true);
        Directory.Delete(there, true);
    }

    [Fact]
    public async Task A_worker_of_another_version_is_refused_before_it_takes_a_trial()
    {
        await using var server = await NatsServer.StartAsync();
        await using var engines = new Engines(server);
        await using var controller = new ListeningController(await engines.QueueAsync());
        await controller.Queue.EnqueueAsync(Job(0), Cancellation);
        var worker = await engines.WorkerAsync("old", version: "0.9");
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => worker.LeaseAsync(new WorkerSlot("old", 0, "none"), late.Token).AsTask());
        Assert.Contains(engines.Notes, note => note.Contains("its controller is NasFuse 1.0, this worker 0.9; install the same version", StringComparison.Ordinal));
        Assert.Empty(controller.Of<TrialLeased>());
    }

    [Theory]
    [InlineData("{\"run\":\"rm -rf /\"}")]
    [InlineData("not even JSON")]
    [InlineData(null)]
    public async Task A_forged_trial_is_refused_and_ends_as_failed(string? content)
    {
        await using var server = await NatsServer.StartAsync();
        await using var engines = new Engines(server);
        await using var controller = new ListeningController(await engines.QueueAsync());
        await using var forger = await Engines.ConnectAsync(server, "forger");
        var forged = content is null ? new byte[WireFormats.Trial.MostBytes + 1] : Encoding.UTF8.GetBytes(content);
        await forger.JetStream.PublishAsync(Subjects.Trial(engines.Study.Pool, engines.Study.Key, 0), forged, cancellationToken: Cancellation);
        await controller.Queue.EnqueueAsync(Job(1), Cancellation);
        // The worker goes on with the next one.
        await using var lease = await LeaseAsync(engines, "a");
        Assert.Equal(1, lease.Trial.Number);
        var failed = (await controller.WaitForAsync<TrialRecorded>(1, s_patience))[0];
        Assert.Equal((0, TrialState.Failed), (failed.Trial, failed.Outcome.State));
        Assert.Contains("its document was refused", failed.Outcome.Error, StringComparison.Ordinal);
        Assert.Contains(engines.Notes, note => note.StartsWith("refused nas.trial.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_forged_result_or_report_is_refused_by_the_controller()
    {
        await using var server = await NatsServer.StartAsync();
        await using var engines = new Engines(server);
        await using var controller = new ListeningController(await engines.QueueAsync());
        await using var forger = await Engines.ConnectAsync(server, "forger");
        var other = WireFormats.Report.Write(new ReportDocument { Worker = "x", Trial = 5, Lease = 1, Leased = "cpu" });
        await forger.JetStream.PublishAsync(Subjects.Report(engines.Study.Key, 0, 1, 0), other, cancellationToken: Cancellation);
        await forger.JetStream.PublishAsync(Subjects.Result(engines.Study.Key, 0), "{}"u8.ToArray(), cancellationToken: Cancellation);
        var failed = (await controller.WaitForAsync<TrialRecorded>(1, s_patience))[0];
        Assert.Contains("its result was refused", failed.Outcome.Error, StringComparison.Ordinal);
        Assert.Empty(controller.Of<TrialLeased>());
    }

    private static Trial Trial(int number) => TrialGenerator.Proposed(number);

    private static Trial Running(int number) => Trial(number) with { State = TrialState.Running, Attempts = 1, Device = "device of a" };

    private static TrialJob Job(int number) => new(Trial(number));

    private static TrialOutcome Complete(double miou) => new() { State = TrialState.Complete, Metrics = Trial(0).Metrics.SetItem("miou", miou) };

    private static async Task<ITrialLease> LeaseAsync(Engines engines, string worker)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        late.CancelAfter(s_patience);
        return await (await engines.WorkerAsync(worker)).LeaseAsync(new WorkerSlot(worker, 0, $"device of {worker}"), late.Token) ?? throw new InvalidOperationException("no lease");
    }
}
