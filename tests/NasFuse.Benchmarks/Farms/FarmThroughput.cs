using System.Globalization;
using NasFuse.TestKit.Engines;

namespace NasFuse.Benchmarks.Farms;

/// <summary>Trials per second that controller, engine and workers move when a trial itself takes no time.</summary>
internal static class FarmThroughput
{
    /// <summary>What was measured.</summary>
    /// <param name="Whole">From the first beginning to the last end as the controller stores them.</param>
    /// <param name="Warm">From the end of the warm-up to the last end.</param>
    /// <param name="WorkersMs">Processor time of all workers per trial after the warm-up, milliseconds.</param>
    /// <param name="EngineMs">Processor time of nats-server per trial after the warm-up, milliseconds.</param>
    public sealed record Row(FarmSpan Whole, FarmSpan Warm, double WorkersMs, double EngineMs);

    /// <summary>Measures with so many worker processes, on an engine of its own.</summary>
    /// <param name="workers">Worker processes.</param>
    /// <param name="slots">Trials at once per process.</param>
    /// <param name="trials">Trials that are counted after the warm-up.</param>
    /// <param name="warmUp">Trials before, in which methods are compiled.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<Row> RunAsync(int workers, int slots, int trials, int warmUp, CancellationToken cancellation)
    {
        await using var server = await NatsServer.StartAsync().ConfigureAwait(false);
        var folder = Directory.CreateTempSubdirectory("nasfuse-farm-study-").FullName;
        using var controller = FarmProcess.Start(
            "farm-controller", "--engine", server.Url, "--folder", Path.Combine(folder, FarmStudy.Name), "--trials", $"{trials + warmUp}",
            "--wait-for-slots", $"{workers * slots}", "--warm-up", $"{warmUp}");
        var farm = Enumerable.Range(0, workers).Select(_ => FarmProcess.Start("farm-worker", "--engine", server.Url, "--slots", $"{slots}")).ToArray();
        try
        {
            (TimeSpan Workers, TimeSpan Engine) Cpu() => (farm.Aggregate(TimeSpan.Zero, (sum, worker) => sum + worker.Cpu), FarmProcess.CpuOf(server.ProcessId));
            while (!controller.HasEnded && !controller.Lines.Contains(FarmControllerCommand.Warm)) await Task.Delay(10, cancellation).ConfigureAwait(false);
            var before = Cpu();
            while (!controller.HasEnded && Find(controller, FarmControllerCommand.WarmResult) is null) await Task.Delay(10, cancellation).ConfigureAwait(false);
            var after = Cpu();
            await controller.WaitAsync(cancellation).ConfigureAwait(false);
            var warm = Read(controller, FarmControllerCommand.WarmResult);
            return new Row(
                Read(controller, FarmControllerCommand.Result), warm,
                (after.Workers - before.Workers).TotalMilliseconds / warm.Ended, (after.Engine - before.Engine).TotalMilliseconds / warm.Ended);
        }
        finally
        {
            foreach (var worker in farm) worker.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What a controller printed at its end.</summary>
    public static FarmSpan Read(FarmProcess controller, string name)
    {
        var line = Find(controller, name) ?? throw new InvalidOperationException($"the controller gave no {name}: {string.Join('\n', controller.Lines)}");
        var figures = line.Split(' ').Skip(1).Select(figure => double.Parse(figure, CultureInfo.InvariantCulture)).ToArray();
        return new FarmSpan((int)figures[0], TimeSpan.FromSeconds(figures[1]), TimeSpan.FromSeconds(figures[2]));
    }

    private static string? Find(FarmProcess controller, string name) =>
        controller.Lines.LastOrDefault(line => line.StartsWith($"{name} ", StringComparison.Ordinal));
}
