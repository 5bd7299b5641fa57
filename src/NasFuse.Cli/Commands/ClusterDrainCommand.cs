using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cluster.Overview;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse cluster drain worker</c>: lets workers finish what they run and end.</summary>
internal sealed class ClusterDrainCommand : ClusterVerb
{
    private readonly Argument<string?> _worker = new("worker") { Description = "Id of the worker, or a part of it that only one has.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _all = new("--all") { Description = "All workers." };
    private readonly Option<string> _why = new("--why") { Description = "The reason that the workers show.", DefaultValueFactory = _ => "by hand", HelpName = "TEXT" };

    public ClusterDrainCommand(Terminal terminal)
        : base("drain", "Let a worker finish what it runs, take no more, and end.", terminal)
    {
        Add(_worker);
        Add(_all);
        Add(_why);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, ClusterAdministration cluster, CancellationToken cancellation)
    {
        var (worker, all) = (arguments.GetValue(_worker), arguments.GetValue(_all));
        if (worker is null != all) throw new UserErrorException(new SourcePlace("command line"), ErrorCodes.Contradiction, "name a worker, or --all");
        var asked = await cluster.DrainAsync(worker, arguments.GetRequiredValue(_why), cancellation).ConfigureAwait(false);
        Terminal.Say(asked.Count == 0 ? "No worker is connected." : $"draining: {string.Join(", ", asked)}");
        Terminal.Next(Suggest(arguments, "status"));
        return ExitCodes.Success;
    }
}
