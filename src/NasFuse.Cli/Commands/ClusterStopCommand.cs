using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cluster.Overview;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse cluster stop study [trial]</c>: ends trials that wait or run.</summary>
internal sealed class ClusterStopCommand : ClusterVerb
{
    private readonly Argument<string> _study = new("study") { Description = "Name of the study, or its key where several have that name." };
    private readonly Argument<int?> _trial = new("trial") { Description = "Number of the trial; all that wait or run unless given.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _why = new("--why") { Description = "The reason that is recorded with the trials.", DefaultValueFactory = _ => "by hand", HelpName = "TEXT" };

    public ClusterStopCommand(Terminal terminal)
        : base("stop", "End trials at once, as failed. The study goes on with others; to end it, stop its controller.", terminal)
    {
        Add(_study);
        Add(_trial);
        Add(_why);
    }

    protected override async Task<int> RunAsync(ParseResult arguments, ClusterAdministration cluster, CancellationToken cancellation)
    {
        var study = arguments.GetRequiredValue(_study);
        var asked = await cluster.StopAsync(study, arguments.GetValue(_trial), arguments.GetRequiredValue(_why), cancellation).ConfigureAwait(false);
        Terminal.Say(asked.Count == 0 ? $"No trial of '{study}' waits or runs." : $"asked to end: {string.Join(", ", asked.Select(trial => $"#{trial}"))}");
        Terminal.Next(Suggest(arguments, "status"));
        return ExitCodes.Success;
    }
}
