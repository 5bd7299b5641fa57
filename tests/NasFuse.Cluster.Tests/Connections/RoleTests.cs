using NasFuse.Cluster.Leases;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;
using NasFuse.TestKit;
using NasFuse.TestKit.Studies;
using NATS.Client.Core;

namespace NasFuse.Cluster.Tests.Connections;

/// <summary>The roles that the shipped configuration gives, on a real server: enough to work, and no more.</summary>
public sealed class RoleTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_roles_can_do_all_of_their_work_without_a_refusal()
    {
        await using var server = await StartAsync();
        await using var engines = new Engines(server) { Passwords = { ["controller"] = "c", ["worker"] = "w" } };
        var folder = Directory.CreateTempSubdirectory("nasfuse-roles-").FullName;
        await using (var controller = new ListeningController(await engines.QueueAsync(), _ => null))
        {
            for (var number = 0; number < 3; number++)
                await controller.Queue.EnqueueAsync(new TrialJob(TrialGenerator.Proposed(number)) { AwaitsDecisions = true }, Cancellation);
            var worker = await engines.WorkerAsync("w1");
            await controller.Queue.RequestStopAsync(2, new StopRequest(StopReason.User, "enough"), Cancellation);
            for (var number = 0; number < 3; number++)
            {
                await using var lease = await LeaseAsync(engines, worker);
                await lease.PrepareAsync(folder, Cancellation);
                await File.WriteAllTextAsync(Path.Combine(folder, TrialAssignment.CheckpointFile), $"checkpoint {number}", Cancellation);
                await lease.ReportAsync(new EpochRecord(1, 1, 1, 0.5, 1, 1), Cancellation);
                await File.WriteAllTextAsync(Path.Combine(folder, "weights.safetensors"), $"values {number}", Cancellation);
                var outcome = new TrialOutcome { State = TrialState.Complete, Artefacts = [new ArtefactReference("weights", "weights.safetensors", 8, "")] };
                Assert.Equal(RecordOutcome.Recorded, await lease.CompleteAsync(outcome, Cancellation));
            }
            await controller.WaitForAsync<TrialRecorded>(3, s_patience);
            Assert.Equal(3, engines.Kept.Count);
        }
        Assert.DoesNotContain(engines.Notes, note => note.Contains("refuses", StringComparison.OrdinalIgnoreCase));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("nas.trial.default.0123456789abcdef.0")]
    [InlineData("nas.decision.somebody")]
    [InlineData("$KV.stop.trial.0123456789abcdef.0")]
    [InlineData("$KV.study.0123456789abcdef")]
    [InlineData("$JS.API.STREAM.DELETE.RECORDS")]
    [InlineData("$JS.API.STREAM.PURGE.RECORDS")]
    [InlineData("$JS.API.STREAM.PURGE.TRIALS")]
    [InlineData("$JS.API.STREAM.CREATE.OTHER")]
    [InlineData("$JS.API.CONSUMER.DELETE.TRIALS.default-0123456789abcdef")]
    public async Task A_worker_cannot_do_what_is_the_controllers(string subject)
    {
        await using var server = await StartAsync();
        await using var worker = new NatsConnection(new NatsOpts { Url = server.Url, AuthOpts = new NatsAuthOpts { Username = "worker", Password = "w" } });
        var refused = new TaskCompletionSource<string>();
        worker.ServerError += (_, error) =>
        {
            refused.TrySetResult(error.Error);
            return default;
        };
        await worker.PublishAsync(subject, "{}"u8.ToArray(), cancellationToken: Cancellation);
        Assert.Contains("Permissions Violation", await refused.Task.WaitAsync(s_patience, Cancellation), StringComparison.Ordinal);
    }

    private static async Task<ITrialLease> LeaseAsync(Engines engines, NatsTrialSource worker)
    {
        using var late = new CancellationTokenSource(s_patience);
        try
        {
            return (await worker.LeaseAsync(new WorkerSlot("w1", 0, "cpu"), late.Token))!;
        }
        catch (OperationCanceledException)
        {
            throw new InvalidOperationException($"no lease; notes: {string.Join("; ", engines.Notes)}");
        }
    }

    private static Task<NatsServer> StartAsync()
    {
        var roles = File.ReadAllText(RepositoryFolder.PathOf("src", "NasFuse.Cluster", "Deployment", "nats-roles.conf"));
        return NatsServer.StartAsync(_ => roles
            .Replace("$NASFUSE_CONTROLLER_PASSWORD", "\"c\"", StringComparison.Ordinal).Replace("$NASFUSE_WORKER_PASSWORD", "\"w\"", StringComparison.Ordinal));
    }
}
