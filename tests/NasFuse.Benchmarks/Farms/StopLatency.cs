using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using NasFuse.Cluster.Connections;
using NasFuse.Cluster.Leases;
using NasFuse.Cluster.Queues;
using NasFuse.Cluster.Wire;
using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;
using NasFuse.TestKit.Engines;
using NasFuse.TestKit.Studies;

namespace NasFuse.Benchmarks.Farms;

/// <summary>Time from a controller's asking for a stop until the evaluation in another process hears of it.</summary>
internal static class StopLatency
{
    /// <summary>Begins the line that a worker notes when an evaluation was told to end; a trial's number and a timestamp follow, on a clock that all processes share.</summary>
    public const string Noted = "stopped";

    /// <summary>Measures; milliseconds, in ascending order.</summary>
    public static async Task<double[]> RunAsync(int stops, CancellationToken cancellation)
    {
        await using var server = await NatsServer.StartAsync().ConfigureAwait(false);
        var journal = Path.Combine(server.Folder, "worker.txt");
        using var worker = FarmProcess.Start("farm-worker", "--engine", server.Url, "--ms", "600000", "600000", "--journal", journal, "--busy");
        await using var engine = await EngineConnection.OpenAsync(
            EngineAddress.Parse(server.Url, null, mayBePlain: false), EngineCredentials.Read(new Dictionary<string, string>()), "controller-stops", TimeSpan.FromSeconds(30), _ => { },
            cancellation).ConfigureAwait(false);
        var options = new QueueOptions { Keep = (_, _, _, _) => throw new InvalidOperationException("no files are expected"), Note = _ => { } };
        await using var queue = await NatsTrialQueue.OpenAsync(engine, Study(), [], options, cancellation).ConfigureAwait(false);
        var asked = new long[stops];
        for (var number = 0; number < stops; number++)
        {
            await queue.EnqueueAsync(new TrialJob(TrialGenerator.Proposed(number)), cancellation).ConfigureAwait(false);
            await HearAsync<TrialLeased>(queue, number, cancellation).ConfigureAwait(false);
            await Task.Delay(20, cancellation).ConfigureAwait(false);
            asked[number] = Stopwatch.GetTimestamp();
            await queue.RequestStopAsync(number, new StopRequest(StopReason.User, "measured"), cancellation).ConfigureAwait(false);
            await HearAsync<TrialRecorded>(queue, number, cancellation).ConfigureAwait(false);
        }
        return [.. Heard(journal).Select(stop => Stopwatch.GetElapsedTime(asked[stop.Trial], stop.At).TotalMilliseconds).Order()];
    }

    private static async Task HearAsync<T>(NatsTrialQueue queue, int trial, CancellationToken cancellation)
        where T : LeaseEvent
    {
        while (await queue.NextAsync(cancellation).ConfigureAwait(false) is { } said)
        {
            await said.HandledAsync(null, cancellation).ConfigureAwait(false);
            if (said.Event is T about && about.Trial == trial) return;
        }
    }

    private static IEnumerable<(int Trial, long At)> Heard(string journal) => Journal.Read(journal).Select(line => line.Split(' ')).Where(words => words[0] == Noted)
        .Select(words => (int.Parse(words[1], CultureInfo.InvariantCulture), long.Parse(words[2], CultureInfo.InvariantCulture)));

    internal static StudyDocument Study() => new()
    {
        Protocol = WireFormats.Protocol, Version = HostEnvironment.Current.Version, Key = "0123456789abcdef", Name = "stops", Pool = WorkerIdentity.DefaultPool,
        LeaseSeconds = 30, Configuration = new JsonObject { ["name"] = "stops" }, DataFingerprint = new string('0', 64),
    };
}
