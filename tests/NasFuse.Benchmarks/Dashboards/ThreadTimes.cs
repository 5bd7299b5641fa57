using System.Diagnostics;
using System.Globalization;

namespace NasFuse.Benchmarks.Dashboards;

/// <summary>Processor time of a process by its threads, as Linux tells it while the process runs.</summary>
/// <param name="Training">Threads that train: those .NET began for long work, one a worker; seconds.</param>
/// <param name="Others">All other threads: control, store, console, compiler, dashboard; seconds.</param>
internal sealed record ThreadTimes(double Training, double Others)
{
    // What the kernel keeps of ".NET Long Running Task".
    private const string TrainingThread = ".NET Long Runni";

    // USER_HZ, which Linux fixes for what /proc shows.
    private const double TicksPerSecond = 100;

    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(200);

    /// <summary>Looks until the process has ended; what happens after the last look is lost.</summary>
    /// <exception cref="PlatformNotSupportedException">Not Linux.</exception>
    /// <exception cref="InvalidOperationException">No thread trained, so .NET names them otherwise now.</exception>
    public static async Task<ThreadTimes> OfAsync(Process process)
    {
        if (!OperatingSystem.IsLinux()) throw new PlatformNotSupportedException("the benchmark reads the times of threads from /proc: Linux only");
        Dictionary<string, (bool Trains, double Seconds)> threads = [];
        while (!process.HasExited)
        {
            Look($"/proc/{process.Id}/task", threads);
            await Task.Delay(s_period).ConfigureAwait(false);
        }
        if (!threads.Values.Any(thread => thread.Trains)) throw new InvalidOperationException($"no thread of the search is called '{TrainingThread}'");
        return new ThreadTimes(Sum(trains: true), Sum(trains: false));

        double Sum(bool trains) => threads.Values.Where(thread => thread.Trains == trains).Sum(thread => thread.Seconds);
    }

    private static void Look(string folder, Dictionary<string, (bool, double)> threads)
    {
        try
        {
            foreach (var thread in Directory.EnumerateDirectories(folder)) threads[thread] = Read(File.ReadAllText(Path.Combine(thread, "stat")));
        }
        catch (IOException)
        {
            // A thread or the process ended meanwhile; what it had by the last look is kept.
        }
    }

    // proc(5): the name in brackets, then from the third field on; the 14th and 15th are user and system time.
    private static (bool Trains, double Seconds) Read(string stat)
    {
        var (open, close) = (stat.IndexOf('(', StringComparison.Ordinal), stat.LastIndexOf(')'));
        var fields = stat[(close + 2)..].Split(' ');
        return (stat[(open + 1)..close] == TrainingThread, (Ticks(fields[11]) + Ticks(fields[12])) / TicksPerSecond);
    }

    private static long Ticks(string field) => long.Parse(field, CultureInfo.InvariantCulture);
}
