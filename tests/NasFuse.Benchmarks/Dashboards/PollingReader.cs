using NasFuse.Core.Reproducibility;
using NasFuse.Storage;
using NasFuse.Storage.Queries;
using NasFuse.Storage.Queries.Sources;

namespace NasFuse.Benchmarks.Dashboards;

/// <summary>Somebody who asks a running study for its best trials every second.</summary>
internal static class PollingReader
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(1);

    /// <summary>Asks until the search ends. Each time opens the study anew and reads the database, as <c>nasfuse query</c> does; that the program would
    /// have to be started each time is left out, because it would only take processor time, and the search is not at fault for that.</summary>
    /// <param name="results">The results folder.</param>
    /// <param name="study">Name of the study.</param>
    /// <param name="ended">Cancelled when the search has ended.</param>
    /// <returns>Number of queries that were answered.</returns>
    public static async Task<int> AskAsync(string results, string study, CancellationToken ended)
    {
        var answers = 0;
        using var timer = new PeriodicTimer(s_period);
        try
        {
            while (await timer.WaitForNextTickAsync(ended).ConfigureAwait(false))
            {
                if (StudyFolders.List(results).Contains(study) && Ask(new StudyFolder(Path.Combine(results, study)))) answers++;
            }
        }
        catch (OperationCanceledException)
        {
            // The search has ended.
        }
        return answers;
    }

    private static bool Ask(StudyFolder folder)
    {
        using var reader = LiteDbTrialReader.Open(folder);
        if (reader.Manifest() is not { } json) return false;
        var manifest = RunManifest.Read(folder.Database, json);
        var query = new TrialQuery { Where = "state = 'complete'", Order = "objectives.miou desc, number", Limit = 20 };
        query.Over(new StoredTrials(reader, manifest.Study.Study.Training.Epochs)).ToTable();
        return true;
    }
}
