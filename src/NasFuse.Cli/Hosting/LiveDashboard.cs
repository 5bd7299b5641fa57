using Microsoft.Extensions.Logging;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Prediction;
using NasFuse.Dashboard;
using NasFuse.Dashboard.Studies;

namespace NasFuse.Cli.Hosting;

/// <summary>The dashboard of a study that runs in this process.</summary>
/// <param name="session">The study.</param>
/// <param name="results">Folder of all studies.</param>
/// <param name="url">Where it listens.</param>
internal sealed class LiveDashboard(StudySession session, string results, string url)
{
    /// <summary>Hears what the study does.</summary>
    public LiveStudy Study { get; } = new(session.Store.Folder, session.Manifest);

    /// <summary>Begins to serve, and says where.</summary>
    public async Task<DashboardServer> StartAsync(Terminal terminal, ILoggerFactory log, CancellationToken cancellation)
    {
        var options = new DashboardOptions { Results = results, Url = url, Token = DashboardToken.Given(), Predictor = new TrialPredictor(), Live = Study,
            Log = log };
        var server = await DashboardServer.StartAsync(options, cancellation).ConfigureAwait(false);
        terminal.Say($"dashboard: {server.LinkTo($"studies/{session.Study.Name}")}");
        return server;
    }
}
