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
        var stops = new Option<int>("--stops") { Description = "Stop requests to measure.", DefaultValueFactory = _ => 200 };
        var command = new Command("farm", "Trials per second, controller time and stop latency with worker processes on an engine of this machine.") { workers, slots, trials, stops };
        command.SetAction(async (arguments, cancellation) =>
        {
            var table = new Table { Title = new TableTitle($"{arguments.GetValue(trials)} trials without work"), Border = TableBorder.Simple }
                .AddColumns("worker processes", "slots each", "trials", "trials/s", "controller ms of processor time per trial");
            foreach (var count in arguments.GetRequiredValue(workers))
            {
                var row = await FarmThroughput.RunAsync(count, arguments.GetValue(slots), arguments.GetValue(trials), cancellation).ConfigureAwait(false);
                table.AddRow($"{row.Workers}", $"{row.Slots}", $"{row.Trials}", $"{row.PerSecond:F0}", $"{row.ControllerMs:F2}");
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
