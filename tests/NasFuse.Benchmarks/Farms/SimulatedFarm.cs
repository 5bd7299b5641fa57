using System.Diagnostics;
using System.Globalization;
using NasFuse.TestKit.Engines;

namespace NasFuse.Benchmarks.Farms;

/// <summary>Hundreds of workers on one machine: each has connections, watches and signs of life of its own, only the training is slept.</summary>
internal static class SimulatedFarm
{
    /// <summary>A moment of the run.</summary>
    /// <param name="Seconds">Since the first trial ended.</param>
    /// <param name="Ended">Trials ended by then.</param>
    /// <param name="ControllerMiB">Resident memory of the controller.</param>
    /// <param name="WorkersMiB">Resident memory of the process with all workers.</param>
    /// <param name="EngineMiB">Resident memory of nats-server.</param>
    public sealed record Moment(double Seconds, int Ended, double ControllerMiB, double WorkersMiB, double EngineMiB);

    /// <summary>What the controller held in memory at a moment, without what nobody needs any more.</summary>
    /// <param name="Ended">Trials ended by then.</param>
    /// <param name="MiB">What lives.</param>
    public sealed record Weight(int Ended, double MiB);

    /// <summary>What came of it.</summary>
    /// <param name="Moments">In order of time.</param>
    /// <param name="Weights">In order of time.</param>
    /// <param name="PerSecond">Trials per second.</param>
    /// <param name="ControllerMs">Processor time of the controller per trial, milliseconds.</param>
    public sealed record Result(IReadOnlyList<Moment> Moments, IReadOnlyList<Weight> Weights, double PerSecond, double ControllerMs);

    /// <summary>Runs it.</summary>
    public static async Task<Result> RunAsync(
        int workers, int trials, double shortestMs, double longestMs, int weighEvery, Action<Moment> show, CancellationToken cancellation)
    {
        await using var server = await NatsServer.StartAsync().ConfigureAwait(false);
        var journal = Path.Combine(server.Folder, "controller.txt");
        using var controller = FarmProcess.Start(
            "farm-controller", "--engine", server.Url, "--folder", Path.Combine(server.Folder, "study", FarmStudy.Name), "--trials", $"{trials}", "--journal", journal,
            "--wait-for-slots", $"{workers}", "--weigh-every", $"{weighEvery}");
        using var farm = FarmProcess.Start(
            "farm-worker", "--engine", server.Url, "--count", $"{workers}", "--ms", FormattableString.Invariant($"{shortestMs}"), FormattableString.Invariant($"{longestMs}"));
        var moments = new List<Moment>();
        var (start, every) = (0L, TimeSpan.FromSeconds(10));
        while (!controller.HasEnded)
        {
            await Task.Delay(every, cancellation).ConfigureAwait(false);
            var ended = Journal.Read(journal).Length;
            if (ended == 0 || controller.HasEnded) continue;
            if (start == 0) start = Stopwatch.GetTimestamp();
            moments.Add(new Moment(Stopwatch.GetElapsedTime(start).TotalSeconds, ended, controller.ResidentMiB, farm.ResidentMiB, FarmProcess.ResidentMiBOf(server.ProcessId)));
            show(moments[^1]);
        }
        var whole = FarmThroughput.Read(controller, FarmControllerCommand.Result);
        return new Result(moments, [.. Weights(controller)], whole.PerSecond, whole.ControllerMs);
    }

    private static IEnumerable<Weight> Weights(FarmProcess controller) => controller.Lines.Select(line => line.Split(' '))
        .Where(words => words[0] == FarmControllerCommand.Live)
        .Select(words => new Weight(int.Parse(words[1], CultureInfo.InvariantCulture), double.Parse(words[2], CultureInfo.InvariantCulture)));
}
