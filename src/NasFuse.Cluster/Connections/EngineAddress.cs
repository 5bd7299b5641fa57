using System.Net;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Cluster.Connections;

/// <summary>Where the engine is and how it is spoken to. What goes to another machine is encrypted unless that is explicitly waived.</summary>
public sealed record EngineAddress
{
    /// <summary>The option that names it, for messages.</summary>
    public const string Option = "--engine";

    private const string Plain = "nats", Encrypted = "tls";

    private EngineAddress(Uri url, bool isEncrypted, string? caFile) => (Url, IsEncrypted, CaFile) = (url, isEncrypted, caFile);

    /// <summary>The address without secrets.</summary>
    public Uri Url { get; }

    /// <summary>True when the connection is refused unless it is encrypted.</summary>
    public bool IsEncrypted { get; }

    /// <summary>PEM file of the authority that signed the engine's certificate, or null for those of the system.</summary>
    public string? CaFile { get; }

    /// <summary>Reads an address.</summary>
    /// <param name="text"><c>nats://host:4222</c>, or <c>tls://host:4222</c> for an encrypted connection.</param>
    /// <param name="caFile">PEM file of the authority, or null.</param>
    /// <param name="mayBePlain">True to speak unencrypted to another machine.</param>
    /// <exception cref="UserErrorException">It is no such address, it holds a password, or it would speak unencrypted to another machine.</exception>
    public static EngineAddress Parse(string text, string? caFile, bool mayBePlain)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not (Plain or Encrypted) || url.Host.Length == 0)
        {
            var shown = text.Contains('@', StringComparison.Ordinal) ? "…" : text;
            throw Mistake(
                ErrorCodes.OutOfRange, $"'{shown}' is no address of an engine; write nats://host:4222, or tls://host:4222 to encrypt");
        }
        if (url.UserInfo.Length > 0)
        {
            throw Mistake(
                ErrorCodes.Contradiction, "holds a user or a password, which process lists and histories show; "
                    + $"set {EngineCredentials.UserVariable} and {EngineCredentials.PasswordVariable} instead");
        }
        if (caFile is not null && !File.Exists(caFile))
            throw new UserErrorException(new SourcePlace("--ca"), ErrorCodes.FileUnreadable, $"there is no file '{caFile}'");
        var encrypted = url.Scheme == Encrypted || caFile is not null;
        if (!encrypted && !mayBePlain && !IsLoopback(url.Host))
        {
            throw Mistake(
                ErrorCodes.Contradiction, $"'{url.Host}' is another machine, and nats:// does not encrypt; "
                    + "write tls://, or waive it with --allow-plaintext on a network that is trusted");
        }
        var port = url.IsDefaultPort || url.Port <= 0 ? 4222 : url.Port;
        return new EngineAddress(new UriBuilder(encrypted ? Encrypted : Plain, url.Host, port).Uri, encrypted, caFile);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Url.Scheme}://{Url.Host}:{Url.Port}";

    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static UserErrorException Mistake(string code, string message) => new(new SourcePlace(Option), code, message);
}
