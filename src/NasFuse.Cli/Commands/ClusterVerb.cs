using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cluster.Overview;

namespace NasFuse.Cli.Commands;

/// <summary>A verb on a distributed engine, seen from outside.</summary>
internal abstract class ClusterVerb : Verb
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    protected ClusterVerb(string name, string description, Terminal terminal)
        : base(name, description, terminal) => Engine.AddTo(this);

    protected EngineOptions Engine { get; } = new();

    protected sealed override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        await using var engine = await Engine.OpenAsync(arguments, "cluster", s_patience, Terminal.Say, cancellation).ConfigureAwait(false);
        return await RunAsync(arguments, await ClusterAdministration.OpenAsync(engine, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
    }

    protected abstract Task<int> RunAsync(ParseResult arguments, ClusterAdministration cluster, CancellationToken cancellation);

    /// <summary>A command on this engine to suggest.</summary>
    protected string Suggest(ParseResult arguments, params IEnumerable<string> words) => CommandText.Of(["cluster", .. words, .. Engine.Words(arguments)]);
}
