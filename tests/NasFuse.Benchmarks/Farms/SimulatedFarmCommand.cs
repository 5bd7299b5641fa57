using System.CommandLine;
using Spectre.Console;

namespace NasFuse.Benchmarks.Farms;

/// <summary><c>farm-simulated [--workers 256] [--trials 20000]</c>: whether the controller keeps up and memory stays flat.</summary>
internal static class SimulatedFarmCommand
{
    public static Command Create()
    {
        var workers = new Option<int>("--workers") { Description = "Virtual workers.", DefaultValueFactory = _ => 256 };
        var trials = new Option<int>("--trials") { Description = "Trials.", DefaultValueFactory = _ => 20_000 };
        var ms = new Option<double[]>("--ms") { Description = "Shortest and longest time of a trial, milliseconds.", DefaultValueFactory = _ => [50, 3000], Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true };
        var weigh = new Option<int>("--weigh-every") { Description = "Trials between two weighings of what the controller holds, each a full collection; 0 for none." };
        var command = new Command("farm-simulated", "Hundreds of workers that sleep, on one real engine.") { workers, trials, ms, weigh };
        command.SetAction(async (arguments, cancellation) =>
        {
            var range = arguments.GetRequiredValue(ms);
            AnsiConsole.WriteLine("seconds  trials ended  controller MiB  workers MiB  engine MiB");
            var result = await SimulatedFarm.RunAsync(
                arguments.GetValue(workers), arguments.GetValue(trials), range[0], range[1], arguments.GetValue(weigh),
                now => AnsiConsole.WriteLine($"{now.Seconds,7:F0}  {now.Ended,12}  {now.ControllerMiB,14:F0}  {now.WorkersMiB,11:F0}  {now.EngineMiB,10:F0}"), cancellation).ConfigureAwait(false);
            foreach (var weight in result.Weights) AnsiConsole.WriteLine($"after {weight.Ended} trials {weight.MiB:F1} MiB lived in the controller");
            var offered = arguments.GetValue(workers) * 2000 / (range[0] + range[1]);
            AnsiConsole.WriteLine(
                $"{result.PerSecond:F0} trials/s of {offered:F0} that the workers would take if nothing but trials took time; {result.ControllerMs:F2} ms of the controller's processor time each");
            return 0;
        });
        return command;
    }
}
