using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Hosting;
using NasFuse.Cli.Prediction;
using NasFuse.Dashboard;
using NasFuse.Storage;
using Serilog.Extensions.Logging;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse dashboard</c>: all studies of a results folder in the browser, read-only, until Ctrl-C.</summary>
internal sealed class DashboardCommand : Verb
{
    private readonly Option<string> _results = CommonOptions.Results();
    private readonly Option<string> _url = CommonOptions.DashboardUrl();

    public DashboardCommand(Terminal terminal)
        : base("dashboard", "Show the studies of a results folder in the browser; searches that run meanwhile are not disturbed.", terminal)
    {
        Add(_results);
        Add(_url);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var results = arguments.GetRequiredValue(_results);
        if (!Directory.Exists(results))
            throw new StudyNotFoundException(
                $"The results folder '{results}' does not exist. Begin a study with 'nasfuse search', or name another folder with --results.");
        using var log = new SerilogLoggerFactory(StudyLog.OnlyOn(Terminal), dispose: true);
        var options = new DashboardOptions { Results = results, Url = arguments.GetRequiredValue(_url), Token = DashboardToken.Given(),
            Predictor = new TrialPredictor(), Log = log };
        await using var server = await DashboardServer.StartAsync(options, cancellation).ConfigureAwait(false);
        Terminal.Say($"dashboard of {StudyFolders.List(results).Count} studies in {results}: {server.LinkTo("")}");
        Terminal.Say("Ctrl-C ends it.");
        await Task.Delay(Timeout.Infinite, cancellation).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)
            .ConfigureAwait(false);
        return ExitCodes.Success;
    }
}
