using System.CommandLine;
using NasFuse.Cluster.Leases;
using Spectre.Console;

namespace NasFuse.Benchmarks.Farms;

/// <summary><c>farm-worker --engine URL [--slots N] [--ms MIN MAX] [--epochs N]</c>: a worker that sleeps instead of training.</summary>
internal static class FarmWorkerCommand
{
    public static Command Create()
    {
        var engine = new Option<string>("--engine") { Description = "The engine: nats://127.0.0.1:4222.", Required = true };
        var slots = new Option<int>("--slots") { Description = "Trials at once.", DefaultValueFactory = _ => 1 };
        var ms = new Option<double[]>("--ms") { Description = "Shortest and longest time of a trial, milliseconds.", DefaultValueFactory = _ => [0, 0], Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true };
        var epochs = new Option<int>("--epochs") { Description = "Epochs of a trial.", DefaultValueFactory = _ => 1 };
        var count = new Option<int>("--count") { Description = "Workers in this process, each with connections of its own.", DefaultValueFactory = _ => 1 };
        var journal = new Option<string?>("--journal") { Description = "File to note beginnings and stops of evaluations in." };
        var busy = new Option<bool>("--busy") { Description = "Calculate instead of sleeping." };
        var command = new Command("farm-worker", "A worker of a real engine that sleeps instead of training.") { engine, slots, ms, epochs, count, journal, busy };
        command.SetAction(async (arguments, cancellation) =>
        {
            var range = arguments.GetRequiredValue(ms);
            using var notes = arguments.GetValue(journal) is { } file ? new Journal(file) : null;
            Task Work() => FarmWorker.RunAsync(
                arguments.GetRequiredValue(engine), arguments.GetValue(slots),
                _ => new SleepingEvaluator(range[0], range[1], arguments.GetValue(epochs), notes, arguments.GetValue(busy)),
                new WorkerTiming { CheckpointEvery = TimeSpan.FromSeconds(1) }, AnsiConsole.WriteLine, cancellation);
            await Task.WhenAll(Enumerable.Range(0, arguments.GetValue(count)).Select(_ => Work())).ConfigureAwait(false);
            return 0;
        });
        return command;
    }
}
