using System.Security.Authentication;
using NasFuse.Core.Diagnostics;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.KeyValueStore;

namespace NasFuse.Cluster.Connections;

/// <summary>A connection to the engine, for control; files have one of their own, so that they hold nothing up. Thread-safe; reconnects by itself.</summary>
public sealed class EngineConnection : IAsyncDisposable
{
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(1);

    private readonly NatsConnection _nats;
    private readonly NatsConnection _files;

    private EngineConnection(EngineAddress address, NatsConnection nats, NatsConnection files)
    {
        (Address, _nats, _files) = (address, nats, files);
        (JetStream, FileStream) = (new NatsJSContext(nats), new NatsJSContext(files));
        KeyValues = new NatsKVContext(JetStream);
    }

    /// <summary>Where it leads.</summary>
    public EngineAddress Address { get; }

    /// <summary>Version of the server.</summary>
    public string ServerVersion => _nats.ServerInfo?.Version ?? "";

    /// <summary>What a person should know about the server, or null.</summary>
    public string? Caveat => EngineVersion.Caveat(ServerVersion);

    internal INatsConnection Nats => _nats;

    internal INatsJSContext JetStream { get; }

    internal INatsJSContext FileStream { get; }

    internal INatsKVContext KeyValues { get; }

    /// <summary>Connects; waits for an engine that is not there yet.</summary>
    /// <param name="address">Where.</param>
    /// <param name="credentials">Who.</param>
    /// <param name="name">What the engine calls this connection, e.g. the worker's id.</param>
    /// <param name="patience">How long to wait for an engine that does not answer.</param>
    /// <param name="note">Told what a person should know.</param>
    /// <param name="cancellation">Ends waiting.</param>
    /// <exception cref="UserErrorException">
    /// The engine does not let us in, its certificate is not trusted, it is too old, or it did not answer in time.
    /// </exception>
    public static async Task<EngineConnection> OpenAsync(
        EngineAddress address, EngineCredentials credentials, string name, TimeSpan patience, Action<string> note, CancellationToken cancellation)
    {
        var nats = await ConnectAsync(address, credentials, name, patience, note, cancellation).ConfigureAwait(false);
        NatsConnection? files = null;
        try
        {
            EngineVersion.Check(address.ToString(), nats.ServerInfo!.Version, nats.ServerInfo.JetStreamAvailable);
            files = await ConnectAsync(address, credentials, $"{name}-files", patience, note, cancellation).ConfigureAwait(false);
            return new EngineConnection(address, nats, files);
        }
        catch
        {
            await nats.DisposeAsync().ConfigureAwait(false);
            if (files is not null) await files.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _files.DisposeAsync().ConfigureAwait(false);
        await _nats.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<NatsConnection> ConnectAsync(
        EngineAddress address, EngineCredentials credentials, string name, TimeSpan patience, Action<string> note, CancellationToken cancellation)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var isFirst = true; ; isFirst = false)
        {
            var nats = new NatsConnection(Options(address, credentials, name));
            try
            {
                await nats.ConnectAsync().AsTask().WaitAsync(cancellation).ConfigureAwait(false);
                nats.ServerError += (_, error) =>
                {
                    // A refused subject comes as this event and then as a silence.
                    note($"the engine refuses: {error.Error}");
                    return default;
                };
                return nats;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                await nats.DisposeAsync().ConfigureAwait(false);
                var place = new SourcePlace(address.ToString());
                if (Explain(failure, credentials) is { } reason) throw new UserErrorException(place, ErrorCodes.EngineRefused, reason);
                if (TimeProvider.System.GetElapsedTime(start) >= patience)
                    throw new UserErrorException(place, ErrorCodes.EngineUnusable, $"no engine answers there: {Innermost(failure).Message}");
                if (isFirst) note($"waiting for the engine at {address} …");
            }
            await Task.Delay(s_retry, cancellation).ConfigureAwait(false);
        }
    }

    private static NatsOpts Options(EngineAddress address, EngineCredentials credentials, string name) => new()
    {
        Url = address.ToString(),
        Name = name,
        AuthOpts = credentials.User is null ? NatsAuthOpts.Default : new NatsAuthOpts { Username = credentials.User, Password = credentials.Password },
        TlsOpts = new NatsTlsOpts { Mode = address.IsEncrypted ? TlsMode.Require : TlsMode.Auto, CaFile = address.CaFile },
        ConnectTimeout = TimeSpan.FromSeconds(5),
        RequestTimeout = TimeSpan.FromSeconds(3),
        ReconnectWaitMin = TimeSpan.FromMilliseconds(100),
        ReconnectWaitMax = TimeSpan.FromSeconds(2),
        // A restart must not end a worker whose rights come back with it.
        IgnoreAuthErrorAbort = true,
        SuppressSlowConsumerWarnings = true,
    };

    /// <summary>Why the engine will not let us in however often we ask, or null when asking again may help.</summary>
    private static string? Explain(Exception failure, EngineCredentials credentials)
    {
        var causes = Causes(failure).ToArray();
        if (causes.Any(cause => cause is NatsServerException { IsAuthError: true }))
        {
            return credentials.User is null
                ? $"lets nobody in without a name; set {EngineCredentials.UserVariable} and {EngineCredentials.PasswordVariable}"
                : $"does not let {credentials} in: wrong user or password";
        }
        if (causes.OfType<AuthenticationException>().FirstOrDefault() is { } untrusted)
            return $"its certificate is not trusted: {untrusted.Message} Name the authority that signed it with --ca FILE";
        return causes.FirstOrDefault(cause => cause is NatsException && cause.Message.Contains("TLS", StringComparison.Ordinal)) is { } encryption
            ? $"encryption: {encryption.Message}"
            : null;
    }

    private static IEnumerable<Exception> Causes(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException) yield return failure;
    }

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;
}
