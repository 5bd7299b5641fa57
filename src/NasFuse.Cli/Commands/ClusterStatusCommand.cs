using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Rendering;
using NasFuse.Cluster.Overview;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse cluster status</c>: workers, what each runs, and why each waiting trial waits.</summary>
internal sealed class ClusterStatusCommand : ClusterVerb
{
    private readonly Option<bool> _json = CommonOptions.Json();

    public ClusterStatusCommand(Terminal terminal)
        : base("status", "Show workers, devices, what each runs, what waits, and why.", terminal) => Add(_json);

    protected override async Task<int> RunAsync(ParseResult arguments, ClusterAdministration cluster, CancellationToken cancellation)
    {
        var overview = await cluster.LookAsync(TimeProvider.System.GetUtcNow(), cancellation).ConfigureAwait(false);
        if (arguments.GetValue(_json)) Terminal.RawData.Write(JsonText.Of(ClusterTables.Json(overview)));
        else ClusterTables.Print(overview, Terminal);
        return ExitCodes.Success;
    }
}
