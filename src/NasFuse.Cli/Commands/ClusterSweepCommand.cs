using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cluster.Overview;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse cluster sweep</c>: takes off the engine what crashes and ends left behind.</summary>
internal sealed class ClusterSweepCommand : ClusterVerb
{
    private readonly Option<string?> _forget = new("--forget") { Description = "Also take off a study that has not ended, e.g. because its controller is gone for good. Its stored results stay.", HelpName = "STUDY" };

    public ClusterSweepCommand(Terminal terminal)
        : base("sweep", "Take off the engine what nobody needs: studies that ended, trials that have results, files and broken uploads.", terminal) => Add(_forget);

    protected override async Task<int> RunAsync(ParseResult arguments, ClusterAdministration cluster, CancellationToken cancellation)
    {
        var swept = await cluster.SweepAsync(arguments.GetValue(_forget), cancellation).ConfigureAwait(false);
        Terminal.Say($"swept: studies that ended {swept.Studies}, trials with results {swept.Trials}, files {swept.Artefacts}, pieces of broken uploads {swept.Chunks}");
        return ExitCodes.Success;
    }
}
