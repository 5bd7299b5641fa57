using System.Diagnostics;
using System.Text.Json.Nodes;
using NasFuse.Core.Studies;
using NasFuse.Storage;
using NasFuse.Storage.Queries;
using NasFuse.TestKit.Studies;

namespace NasFuse.Benchmarks;

/// <summary>How fast trials are written, and how fast a question about ten thousand of them is answered.</summary>
public static class StoreThroughput
{
    /// <summary>What was measured.</summary>
    /// <param name="WritesPerSecond">Durable calls per second (propose, start, report, finish), one caller waiting for each.</param>
    /// <param name="LoadSeconds">Opening a study of ten thousand trials read-only and reading all of them.</param>
    /// <param name="QuerySeconds">Filtering, ordering and cutting those in memory.</param>
    public sealed record Result(double WritesPerSecond, double LoadSeconds, double QuerySeconds);

    /// <summary>Measures in a folder of its own, which is deleted afterwards.</summary>
    public static Result Run(int trials)
    {
        var root = Directory.CreateTempSubdirectory("nasfuse-benchmark").FullName;
        try
        {
            var folder = StudyFolders.ForNew(root, "bench");
            var writes = Write(folder, trials);
            var watch = Stopwatch.StartNew();
            using var reader = LiteDbTrialReader.Open(folder);
            var stored = reader.Trials();
            var load = watch.Elapsed.TotalSeconds;
            watch.Restart();
            new TrialQuery { Where = "parameters > 1000 and state = 'complete' or number < 100", Order = "macs desc, number", Limit = 20 }.Run(stored);
            return new Result(writes, load, watch.Elapsed.TotalSeconds);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static double Write(StudyFolder folder, int trials)
    {
        using var store = LiteDbTrialStore.Open(folder);
        var state = new JsonObject { ["seen"] = 0 };
        var watch = Stopwatch.StartNew();
        var calls = 0;
        for (var number = 0; number < trials; number++)
        {
            store.Propose(TrialGenerator.Proposed(number), state);
            var running = store.Start(number, "cpu");
            store.Report(number, new EpochRecord(1, 1, 0.1, 0.5, 100, 1));
            store.Finish(running with { State = TrialState.Complete, Finished = running.Proposed });
            calls += 4;
        }
        return calls / watch.Elapsed.TotalSeconds;
    }
}
