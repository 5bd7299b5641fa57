using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace NasFuse.Benchmarks.Farms;

/// <summary><c>farm-controller --engine URL --folder DIR</c>: a controller with a real store, of a study for workers that sleep. Run again it goes on.</summary>
internal static class FarmControllerCommand
{
    /// <summary>Begins the last lines: trials that ended, seconds, seconds of processor time; for the whole run, and for what came after the warm-up.</summary>
    public const string Result = "result", WarmResult = "warm-result";

    /// <summary>The line that says that the warm-up is over.</summary>
    public const string Warm = "warm";

    /// <summary>Begins a line for each weighing: trials that ended, MiB that live.</summary>
    public const string Live = "live";

    public static Command Create()
    {
        var engine = new Option<string>("--engine") { Description = "The engine: nats://127.0.0.1:4222.", Required = true };
        var folder = new Option<string>("--folder") { Description = "Folder of the study.", Required = true };
        var trials = new Option<int>("--trials") { Description = "Trials until the study ends.", DefaultValueFactory = _ => 1000 };
        var seed = new Option<ulong>("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => 1 };
        var batch = new Option<int?>("--batch") { Description = "Trials per batch of a synchronous study." };
        var lease = new Option<double>("--lease") { Description = "Seconds of a lease.", DefaultValueFactory = _ => 30 };
        var slots = new Option<int>("--wait-for-slots") { Description = "Places of workers to wait for before the study begins." };
        var warmUp = new Option<int>("--warm-up") { Description = "Trials before the second clock starts." };
        var weigh = new Option<int>("--weigh-every") { Description = "Trials between two weighings of the controller's memory, each a full collection; 0 for none." };
        var journal = new Option<string?>("--journal") { Description = "File to note ended trials in." };
        var command = new Command("farm-controller", "A controller of a real engine whose workers sleep instead of training.")
        {
            engine, folder, trials, seed, batch, lease, slots, warmUp, weigh, journal,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            var controller = new FarmController
            {
                Url = arguments.GetRequiredValue(engine), Folder = arguments.GetRequiredValue(folder), Trials = arguments.GetValue(trials), Seed = arguments.GetValue(seed),
                Batch = arguments.GetValue(batch), LeaseSeconds = arguments.GetValue(lease), WaitForSlots = arguments.GetValue(slots), JournalFile = arguments.GetValue(journal),
                WarmUp = arguments.GetValue(warmUp), Warm = () => AnsiConsole.WriteLine(Warm),
                WeighEvery = arguments.GetValue(weigh),
                Weighed = (ended, bytes) => AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Live} {ended} {bytes / 1048576.0:F2}")),
            };
            var seen = await controller.RunAsync(AnsiConsole.WriteLine, cancellation).ConfigureAwait(false);
            Show(Result, seen.Whole);
            if (seen.Warm is { } warm) Show(WarmResult, warm);
            return 0;
        });
        return command;
    }

    private static void Show(string name, FarmSpan span) => AnsiConsole.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{name} {span.Ended} {span.Time.TotalSeconds:F3} {span.Cpu.TotalSeconds:F3}"));
}
