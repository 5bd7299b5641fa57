using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;
using NATS.Client.KeyValueStore;

namespace NasFuse.Cluster.Engine;

/// <summary>Does things until they are done: an engine that is away comes back, and what should be recorded waits for it.</summary>
internal static class Persistence
{
    /// <summary>What the server says to a second message of a subject that takes one.</summary>
    private const int SubjectIsTaken = 10077;

    /// <summary>What the server says while it reads its files after a start.</summary>
    private const int NotReadyYet = 10008;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Tries until it succeeds or is cancelled.</summary>
    public static async ValueTask<T> UntilDoneAsync<T>(Func<CancellationToken, ValueTask<T>> attempt, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await attempt(cancellation).ConfigureAwait(false);
            }
            catch (Exception failure) when (IsPassing(failure, cancellation))
            {
                await Task.Delay(s_pause, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Publishes to a subject that takes one message; false when it had one already.</summary>
    public static async ValueTask<bool> PublishOnceAsync(this INatsJSContext stream, string subject, byte[] content, CancellationToken cancellation)
    {
        var answer = await UntilDoneAsync(token => stream.PublishAsync(subject, content, cancellationToken: token), cancellation).ConfigureAwait(false);
        if (answer.Error is null) return true;
        if (answer.Error.ErrCode == SubjectIsTaken) return false;
        throw new NatsJSApiException(answer.Error);
    }

    /// <summary>The newest message of a subject, or null.</summary>
    public static async ValueTask<byte[]?> FindAsync(this INatsJSContext stream, string name, string subject, CancellationToken cancellation)
    {
        var answer = await UntilDoneAsync(
            token => stream.Connection.RequestAsync<byte[], byte[]>($"$JS.API.DIRECT.GET.{name}.{subject}", [], cancellationToken: token), cancellation).ConfigureAwait(false);
        return answer.Headers?.Code is 404 ? null : answer.Data;
    }

    /// <summary>The entry of a key, or null when there is none.</summary>
    public static async ValueTask<NatsKVEntry<byte[]>?> FindAsync(this INatsKVStore bucket, string key, CancellationToken cancellation) =>
        await UntilDoneAsync<NatsKVEntry<byte[]>?>(async token =>
        {
            var found = await bucket.TryGetEntryAsync<byte[]>(key, cancellationToken: token).ConfigureAwait(false);
            if (found.Success) return found.Value;
            return found.Error is NatsKVKeyNotFoundException or NatsKVKeyDeletedException ? null : throw found.Error;
        }, cancellation).ConfigureAwait(false);

    /// <summary>Subjects of a stream that fit a filter.</summary>
    public static async ValueTask<IReadOnlyCollection<string>> SubjectsAsync(this INatsJSContext stream, string name, string filter, CancellationToken cancellation)
    {
        var found = await UntilDoneAsync(token => stream.GetStreamAsync(name, new StreamInfoRequest { SubjectsFilter = filter }, token), cancellation).ConfigureAwait(false);
        return found.Info.State.Subjects is { } subjects ? [.. subjects.Keys] : [];
    }

    /// <summary>True for failures that are over when the engine is back.</summary>
    public static bool IsPassing(Exception failure, CancellationToken cancellation) =>
        !cancellation.IsCancellationRequested
        && failure is OperationCanceledException or NatsNoReplyException or NatsNoRespondersException or NatsConnectionFailedException or NatsTimeoutException
            or NatsJSPublishNoResponseException or NatsJSApiNoResponseException or NatsJSTimeoutException or NatsJSConnectionException or TimeoutException or IOException
            or NatsJSApiException { Error.ErrCode: NotReadyYet };
}
