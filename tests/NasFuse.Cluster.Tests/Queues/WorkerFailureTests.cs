using System.Text;
using NasFuse.Cluster.Leases;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;
using NasFuse.TestKit.Studies;
using static NasFuse.Cluster.Tests.Fixtures.TrialScenes;

namespace NasFuse.Cluster.Tests.Queues;

/// <summary>What happens when a worker fails.</summary>
[Collection(nameof(EngineFailureTests))]
public sealed class WorkerFailureTests
{
    [Fact]
    public async Task A_decision_about_an_epoch_does_not_end_a_training_that_begins_anew_before_that_epoch()
    {
        await using var server = await NatsServer.StartAsync();
        await using var engines = new Engines(server);
        await using var controller = new ListeningController(
            await engines.QueueAsync(), said => said is TrialReported { Epoch.Epoch: 2 } ? "at epoch 2: hopeless" : null);
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
    public async Task A_worker_that_drains_while_it_waits_hands_back_what_comes()
    {
        await using var server = await NatsServer.StartAsync();
        await using var engines = new Engines(server);
        await using var controller = new ListeningController(await engines.QueueAsync());
        var draining = await engines.WorkerAsync("a");
        var waiting = draining.LeaseAsync(new WorkerSlot("a", 0, "device of a"), Cancellation).AsTask();
        // It asks the engine for a trial a moment after it has found the study, and waits there for a second.
        await Task.Delay(500, Cancellation);
        draining.Drain();
        await controller.Queue.EnqueueAsync(Job(0), Cancellation);
        Assert.Null(await waiting);
        await using var lease = await LeaseAsync(engines, "b");
        Assert.Equal(1, lease.Number);
        await lease.CompleteAsync(Complete(0.5), Cancellation);
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
        await Task.Delay(Patience, stuck.Stopped).ContinueWith(_ => { }, TaskScheduler.Default);
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
        var recorded = Assert.Single(await controller.WaitForAsync<TrialRecorded>(1, Patience));
        Assert.Equal("trials/0/weights.safetensors", Assert.Single(recorded.Outcome.Artefacts).Path);
        Assert.Equal("values", Encoding.UTF8.GetString(engines.Kept["0/weights.safetensors"]));
        Directory.Delete(here, true);
        Directory.Delete(there, true);
    }
}
