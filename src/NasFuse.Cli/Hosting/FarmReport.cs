using NasFuse.Cluster.Wire.Documents;
using NasFuse.Dashboard.Studies;

namespace NasFuse.Cli.Hosting;

/// <summary>Shows the workers of an engine on a dashboard while a study runs.</summary>
internal static class FarmReport
{
    private const int LongestState = 160;

    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(2);

    /// <summary>Shows them until cancelled.</summary>
    /// <param name="queues">The study's way to them.</param>
    /// <param name="dashboard">What shows them.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task KeepShowingAsync(StudyQueues queues, LiveDashboard dashboard, CancellationToken cancellation)
    {
        using var look = new PeriodicTimer(s_look);
        do
        {
            dashboard.Study.Farm([.. queues.Workers.Select(worker => Show(worker, queues.Titles))]);
        }
        while (await look.WaitForNextTickAsync(cancellation).ConfigureAwait(false));
    }

    private static FarmWorker Show(WorkerDocument worker, IReadOnlyDictionary<string, string> titles)
    {
        // That a device is of another class than one of those that are timed is no reason to idle.
        var mine = worker.Studies.Where(service => titles.ContainsKey(service.Study)).ToArray();
        var state = worker.IsDraining ? "draining" : !worker.Running.IsEmpty ? "at work"
            : mine.Length > 0 && mine.All(service => service.Refusal is not null) ? Cut($"refuses: {mine[0].Refusal}") : "idle";
        return new FarmWorker(worker.Worker, $"{worker.Device}, {worker.DeviceName}", worker.MemoryBytes, state, [.. worker.Running.Select(Run)]);

        string Run(RunningDocument trial) =>
            $"{titles.GetValueOrDefault(trial.Study, "another study")} #{trial.Trial}{(trial.Epoch > 0 ? $" epoch {trial.Epoch}" : "")}";
    }

    private static string Cut(string text) => text.Length <= LongestState ? text : $"{text[..LongestState]}…";
}
