using System.Text;
using NasFuse.Cluster.Engine;
using NasFuse.Cluster.Wire;
using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;
using NasFuse.TestKit.Studies;
using static NasFuse.Cluster.Tests.Fixtures.TrialScenes;

namespace NasFuse.Cluster.Tests.Queues;

/// <summary>What happens to those who do not belong here.</summary>
[Collection(nameof(EngineFailureTests))]
public sealed class RefusalTests
{
    [Fact]
    public async Task A_worker_of_another_version_is_refused_before_it_takes_a_trial()
    {
        await using var server = await NatsServer.StartAsync();
        await using var engines = new Engines(server);
        await using var controller = new ListeningController(await engines.QueueAsync());
        await controller.Queue.EnqueueAsync(Job(0), Cancellation);
        var worker = await engines.WorkerAsync("old", version: "0.9");
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var leasing = worker.LeaseAsync(new WorkerSlot("old", 0, "none"), enough.Token).AsTask();
        await SaidAsync(engines, "its controller is NasFuse 1.0, this worker 0.9; install the same version");
        // It goes on waiting for studies that it may take part in.
        Assert.NotSame(leasing, await Task.WhenAny(leasing, Task.Delay(1000, Cancellation)));
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leasing);
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
        var failed = (await controller.WaitForAsync<TrialRecorded>(1, Patience))[0];
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
        var failed = (await controller.WaitForAsync<TrialRecorded>(1, Patience))[0];
        Assert.Contains("its result was refused", failed.Outcome.Error, StringComparison.Ordinal);
        Assert.Empty(controller.Of<TrialLeased>());
    }

    private static async Task SaidAsync(Engines engines, string words)
    {
        for (var start = TimeProvider.System.GetTimestamp(); !engines.Notes.Any(note => note.Contains(words, StringComparison.Ordinal));)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, $"it was not said '{words}', but [{string.Join("; ", engines.Notes)}]");
            await Task.Delay(20, Cancellation);
        }
    }
}
