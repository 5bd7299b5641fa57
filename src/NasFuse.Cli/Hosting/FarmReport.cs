using NasFuse.Cluster.Wire.Documents;
using NasFuse.Dashboard.Studies;

namespace NasFuse.Cli.Hosting;

/// <summary>Shows the workers of an engine on a dashboard while a study runs.</summary>
internal static class FarmReport
{
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
        var state = worker.IsDraining ? "draining" : worker.Running.IsEmpty ? "idle" : $"{worker.Running.Length} at work, {worker.Slots} trained at once";
        return new FarmWorker(worker.Worker, $"{worker.Device}, {worker.DeviceName}", worker.MemoryBytes, state, [.. worker.Running.Select(Run)]);

        string Run(RunningDocument trial) => $"{titles.GetValueOrDefault(trial.Study, "another study")} #{trial.Trial}{(trial.Epoch > 0 ? $" epoch {trial.Epoch}" : "")}";
    }
}
