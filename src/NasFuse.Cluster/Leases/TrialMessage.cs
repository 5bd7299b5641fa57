using NATS.Client.Core;
using NATS.Client.JetStream;

namespace NasFuse.Cluster.Leases;

/// <summary>The message that gave a trial out.</summary>
internal sealed class TrialMessage(INatsJSMsg<byte[]> message)
{
    /// <summary>The engine need not give the trial out again. Not waited for: if that is lost, the trial comes again and its result is found.</summary>
    public ValueTask AckAsync() => TryAsync(() => message.AckAsync());

    /// <summary>The engine shall give the trial to another.</summary>
    public ValueTask NakAsync(CancellationToken cancellation) => TryAsync(() => message.NakAsync(cancellationToken: cancellation));

    /// <summary>The engine shall not give the trial to another yet.</summary>
    public ValueTask KeepAsync(CancellationToken cancellation) => TryAsync(() => message.AckProgressAsync(cancellationToken: cancellation));

    private static async ValueTask TryAsync(Func<ValueTask> answer)
    {
        try
        {
            await answer().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is NatsException or OperationCanceledException)
        {
            // The engine gives the trial out again, and then its result is found.
        }
    }
}
