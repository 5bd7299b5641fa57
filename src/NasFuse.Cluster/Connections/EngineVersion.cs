using NasFuse.Core.Diagnostics;

namespace NasFuse.Cluster.Connections;

/// <summary>What versions of the engine's server can do. Old servers ignore settings they do not know without a word, so this is asked first.</summary>
internal static class EngineVersion
{
    /// <summary>First with one message per subject that is never replaced.</summary>
    private static readonly Version s_oldest = new(2, 9, 0);

    /// <summary>First that can write every acknowledged message to disk at once (<c>sync_interval: always</c>).</summary>
    private static readonly Version s_alwaysSyncs = new(2, 10, 0);

    /// <exception cref="UserErrorException">The server is too old, or it keeps nothing.</exception>
    public static void Check(string address, string version, bool hasJetStream)
    {
        if (Parse(version) is { } known && known < s_oldest)
            throw new UserErrorException(new SourcePlace(address), ErrorCodes.EngineUnusable, $"runs nats-server {version}; at least {s_oldest} is needed");
        if (!hasJetStream)
        {
            throw new UserErrorException(
                new SourcePlace(address), ErrorCodes.EngineUnusable,
                "runs without JetStream, so it keeps nothing; start nats-server with -js and a store directory");
        }
    }

    /// <summary>What a person should know about a server that is usable, or null.</summary>
    public static string? Caveat(string version) => Parse(version) is { } known && known < s_alwaysSyncs
        ? $"nats-server {version} writes to disk every two minutes: after a power failure trials may run again. Nothing that the controller recorded is lost. "
            + "From 2.10 on 'sync_interval: always' prevents it"
        : null;

    private static Version? Parse(string version) => Version.TryParse(version.Split('-')[0], out var known) ? known : null;
}
