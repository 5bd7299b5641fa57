using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using NasFuse.TestKit;

namespace NasFuse.Benchmarks.Dashboards;

/// <summary>A search by the real program, from its start to its end.</summary>
/// <param name="Seconds">Time by the clock.</param>
/// <param name="TrainingSeconds">Processor time of the threads that train.</param>
/// <param name="OtherSeconds">Processor time of all other threads of the search, and of whoever looks on.</param>
/// <param name="Looks">Events that the client heard, or queries that the reader asked; 0 for nobody.</param>
public sealed partial record TimedSearch(double Seconds, double TrainingSeconds, double OtherSeconds, int Looks)
{
    private const string Study = "watched";

    // Equal architectures in every run: nothing that is measured decides what comes next.
    private static readonly string[] s_settings =
        ["""objectives=[{"name":"miou"},{"name":"macs"}]""", """sampler={"name":"random"}""", "name=" + Study];

    private static readonly string s_program =
        typeof(TimedSearch).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "NasFuseProgram").Value!;

    /// <summary>Runs the demo's study in a results folder of its own, which is deleted afterwards.</summary>
    /// <param name="onlooker">Who looks on.</param>
    /// <param name="settings">Settings that differ from the demo's: <c>budget.trials=4</c>.</param>
    /// <exception cref="InvalidOperationException">The search failed, or the onlooker saw nothing.</exception>
    public static async Task<TimedSearch> RunAsync(Onlooker onlooker, IEnumerable<string> settings)
    {
        var results = Directory.CreateTempSubdirectory("nasfuse-benchmark").FullName;
        try
        {
            using var process = new Process { StartInfo = new ProcessStartInfo(s_program, Arguments(onlooker, results, settings)) };
            return await RunAsync(process, onlooker, results).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(results, recursive: true);
        }
    }

    private static IEnumerable<string> Arguments(Onlooker onlooker, string results, IEnumerable<string> settings) =>
    [
        "search", RepositoryFolder.PathOf("search-spaces", "demo", "study.json"), "--results", results,
        .. s_settings.Concat(settings).SelectMany(setting => new[] { "--set", setting }),
        .. onlooker == Onlooker.Dashboard ? new[] { "--dashboard", "--url", "http://127.0.0.1:0" } : [],
    ];

    private static async Task<TimedSearch> RunAsync(Process process, Onlooker onlooker, string results)
    {
        var said = new ConcurrentQueue<string>();
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        (process.StartInfo.RedirectStandardOutput, process.StartInfo.RedirectStandardError) = (true, true);
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not { } text) return;
            said.Enqueue(text);
            if (Link().Match(text) is { Success: true } link) address.TrySetResult(new Uri(link.Value));
        };
        var watch = Stopwatch.StartNew();
        process.Start();
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var threads = ThreadTimes.OfAsync(process);
        var before = Environment.CpuUsage.TotalTime;
        using var ended = new CancellationTokenSource();
        var looks = onlooker switch
        {
            Onlooker.Dashboard => EventStream.HearAsync(address.Task, ended.Token),
            Onlooker.Reader => PollingReader.AskAsync(results, Study, ended.Token),
            _ => Task.FromResult(0),
        };
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        var seconds = watch.Elapsed.TotalSeconds;
        await ended.CancelAsync().ConfigureAwait(false);
        var seen = await looks.ConfigureAwait(false);
        var own = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        var times = await threads.ConfigureAwait(false);
        var search = new TimedSearch(seconds, times.Training, times.Others + own, seen);
        if (process.ExitCode != 0) throw new InvalidOperationException($"the search ended with {process.ExitCode}: {string.Join('\n', said)}");
        if (onlooker is Onlooker.Dashboard or Onlooker.Reader && search.Looks == 0) throw new InvalidOperationException($"{onlooker} saw nothing of the search");
        return search;
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Link();
}
