using System.CommandLine;
using Spectre.Console;

namespace NasFuse.Benchmarks.Farms;

/// <summary><c>farm [--workers 1 2 4 8] [--trials 1000]</c>: what the engine moves on this machine.</summary>
internal static class FarmCommand
{
    public static Command Create()
    {
        var workers = new Option<int[]>("--workers") { Description = "Worker processes, each a row.", DefaultValueFactory = _ => [1, 2, 4, 8], AllowMultipleArgumentsPerToken = true };
        var slots = new Option<int>("--slots") { Description = "Trials at once per process.", DefaultValueFactory = _ => 8 };
        var trials = new Option<int>("--trials") { Description = "Trials per row.", DefaultValueFactory = _ => 1000 };
        var warmUp = new Option<int>("--warm-up") { Description = "Trials before those of a row, in which methods are compiled.", DefaultValueFactory = _ => 1000 };
        var stops = new Option<int>("--stops") { Description = "Stop requests to measure.", DefaultValueFactory = _ => 200 };
        var command = new Command("farm", "Trials per second, controller time and stop latency with worker processes on an engine of this machine.")
        {
            workers, slots, trials, warmUp, stops,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            var (counted, before) = (arguments.GetValue(trials), arguments.GetValue(warmUp));
            var table = new Table { Title = new TableTitle($"{counted} trials without work after {before} to warm up"), Border = TableBorder.Simple }
                .AddColumns("worker processes", "trials/s warm", "trials/s whole run", "processor ms per trial: controller", "workers", "engine", "all");
            foreach (var count in arguments.GetRequiredValue(workers))
            {
                var row = await FarmThroughput.RunAsync(count, arguments.GetValue(slots), counted, before, cancellation).ConfigureAwait(false);
                table.AddRow(
                    $"{count}", $"{row.Warm.PerSecond:F0}", $"{row.Whole.PerSecond:F0}", $"{row.Warm.ControllerMs:F2}", $"{row.WorkersMs:F2}", $"{row.EngineMs:F2}",
                    $"{row.Warm.ControllerMs + row.WorkersMs + row.EngineMs:F2}");
            }
            AnsiConsole.Write(table);
            if (arguments.GetValue(stops) is var asked and > 0)
            {
                var ms = await StopLatency.RunAsync(asked, cancellation).ConfigureAwait(false);
                AnsiConsole.WriteLine($"stop of a busy worker, {ms.Length} of {asked} heard: median {ms[ms.Length / 2]:F1} ms, p99 {ms[ms.Length * 99 / 100]:F1} ms, longest {ms[^1]:F1} ms");
            }
            return 0;
        });
        return command;
    }
}
