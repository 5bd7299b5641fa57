using System.CommandLine;
using Spectre.Console;

namespace NasFuse.Benchmarks.Farms;

/// <summary><c>chaos [--seed N]</c>: kills and freezes what a study runs on, and ends with 1 unless nothing came of it.</summary>
internal static class ChaosCommand
{
    public static Command Create()
    {
        var seed = new Option<ulong>("--seed") { Description = "Seed of the study, of the times of all faults and of their targets.", DefaultValueFactory = _ => 1 };
        var trials = new Option<int>("--trials") { Description = "Trials of the study.", DefaultValueFactory = _ => 300 };
        var command = new Command("chaos", "Kill and freeze workers, controller and engine at random times: all trials recorded, once each, and the same front.") { seed, trials };
        command.SetAction(async (arguments, cancellation) =>
        {
            var settings = new ChaosSettings { Seed = arguments.GetValue(seed), Trials = arguments.GetValue(trials) };
            var report = await new Chaos(settings, AnsiConsole.WriteLine).RunAsync(cancellation).ConfigureAwait(false);
            AnsiConsole.WriteLine($"{report.Faults} faults in {report.Seconds:F0} s; {report.Stored} trials stored ({report.Complete} complete), {report.Lost} lost, {report.Twice} recorded twice");
            AnsiConsole.WriteLine($"{report.Evaluations} evaluations begun; the faults explain at most {report.MostEvaluations}");
            AnsiConsole.WriteLine($"front of {report.FrontSize}, {(report.IsSameFront ? "the same as" : "ANOTHER than")} undisturbed; {report.Differences} trials differ");
            foreach (var surprise in report.Surprises) AnsiConsole.WriteLine($"by itself: {surprise}");
            return report.IsGood(settings) ? 0 : 1;
        });
        return command;
    }
}
