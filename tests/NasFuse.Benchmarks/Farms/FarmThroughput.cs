using System.Globalization;
using NasFuse.TestKit.Engines;

namespace NasFuse.Benchmarks.Farms;

/// <summary>Trials per second that controller, engine and workers move when a trial itself takes no time.</summary>
internal static class FarmThroughput
{
    /// <summary>What was measured.</summary>
    /// <param name="Workers">Worker processes.</param>
    /// <param name="Slots">Trials at once per process.</param>
    /// <param name="Trials">Trials that ended.</param>
    /// <param name="PerSecond">Trials per second, from the first beginning to the last end as the controller stores them.</param>
    /// <param name="ControllerMs">Processor time of the controller per trial, milliseconds.</param>
    public sealed record Row(int Workers, int Slots, int Trials, double PerSecond, double ControllerMs);

    /// <summary>Measures with so many worker processes, on an engine of its own.</summary>
    public static async Task<Row> RunAsync(int workers, int slots, int trials, CancellationToken cancellation)
    {
        await using var server = await NatsServer.StartAsync().ConfigureAwait(false);
        var folder = Directory.CreateTempSubdirectory("nasfuse-farm-study-").FullName;
        using var controller = FarmProcess.Start(
            "farm-controller", "--engine", server.Url, "--folder", Path.Combine(folder, FarmStudy.Name), "--trials", $"{trials}", "--wait-for-slots", $"{workers * slots}");
        var farm = Enumerable.Range(0, workers).Select(_ => FarmProcess.Start("farm-worker", "--engine", server.Url, "--slots", $"{slots}")).ToArray();
        try
        {
            await controller.WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            foreach (var worker in farm) worker.Dispose();
            Directory.Delete(folder, recursive: true);
        }
        return Read(controller, workers, slots);
    }

    /// <summary>What a controller printed at its end.</summary>
    public static Row Read(FarmProcess controller, int workers, int slots)
    {
        var result = controller.Lines.LastOrDefault(line => line.StartsWith(FarmControllerCommand.Result, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"the controller gave no result: {string.Join('\n', controller.Lines)}");
        var figures = result.Split(' ').Skip(1).Select(figure => double.Parse(figure, CultureInfo.InvariantCulture)).ToArray();
        return new Row(workers, slots, (int)figures[0], figures[0] / figures[1], 1000 * figures[2] / figures[0]);
    }
}
