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

    /// <summary>What the server says of something that is not there.</summary>
    private const int NotFound = 404;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    /// <summary>A watch that broke is begun again after so long.</summary>
    private static readonly TimeSpan s_watchAgain = TimeSpan.FromSeconds(1);

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
        var place = $"$JS.API.DIRECT.GET.{name}.{subject}";
        var answer = await UntilDoneAsync(
            token => stream.Connection.RequestAsync<byte[], byte[]>(place, [], cancellationToken: token), cancellation).ConfigureAwait(false);
        return answer.Headers?.Code is NotFound ? null : answer.Data;
    }

    /// <summary>The entry of a key, or null when there is none.</summary>
    public static async ValueTask<NatsKVEntry<byte[]>?> FindAsync(this INatsKVStore bucket, string key, CancellationToken cancellation) =>
        await UntilDoneAsync<NatsKVEntry<byte[]>?>(async token =>
        {
            var found = await bucket.TryGetEntryAsync<byte[]>(key, cancellationToken: token).ConfigureAwait(false);
            if (found.Success) return found.Value;
            return found.Error is NatsKVKeyNotFoundException or NatsKVKeyDeletedException ? null : throw found.Error;
        }, cancellation).ConfigureAwait(false);

    /// <summary>Hears what a bucket holds and every change of it, until cancelled; begins again when the engine comes back.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="take">Takes an entry in.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="ignoreDeletes">True when only what is put is of interest.</param>
    public static async Task FollowAsync(
        this INatsKVStore bucket, Func<NatsKVEntry<byte[]>, Task> take, CancellationToken cancellation, bool ignoreDeletes = false)
    {
        var options = new NatsKVWatchOpts { IgnoreDeletes = ignoreDeletes };
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await foreach (var entry in bucket.WatchAsync<byte[]>(opts: options, cancellationToken: cancellation).ConfigureAwait(false))
                    await take(entry).ConfigureAwait(false);
            }
            catch (Exception failure) when (IsPassing(failure, cancellation))
            {
                await Task.Delay(s_watchAgain, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A consumer of a stream, or null when there is none.</summary>
    public static async ValueTask<INatsJSConsumer?> FindConsumerAsync(
        this INatsJSContext stream, string name, string consumer, CancellationToken cancellation)
    {
        try
        {
            return await stream.GetConsumerAsync(name, consumer, cancellation).ConfigureAwait(false);
        }
        catch (NatsJSApiException failure) when (IsMissing(failure))
        {
            return null;
        }
    }

    /// <summary>Subjects of a stream that fit a filter.</summary>
    public static async ValueTask<IReadOnlyCollection<string>> SubjectsAsync(
        this INatsJSContext stream, string name, string filter, CancellationToken cancellation)
    {
        var request = new StreamInfoRequest { SubjectsFilter = filter };
        var found = await UntilDoneAsync(token => stream.GetStreamAsync(name, request, token), cancellation).ConfigureAwait(false);
        return found.Info.State.Subjects is { } subjects ? [.. subjects.Keys] : [];
    }

    /// <summary>True when the engine does not have what was asked for.</summary>
    public static bool IsMissing(NatsJSApiException failure) => failure.Error.Code == NotFound;

    /// <summary>True for failures that are over when the engine is back.</summary>
    public static bool IsPassing(Exception failure, CancellationToken cancellation) =>
        !cancellation.IsCancellationRequested
        && failure is OperationCanceledException or NatsNoReplyException or NatsNoRespondersException or NatsConnectionFailedException
            or NatsTimeoutException or NatsJSPublishNoResponseException or NatsJSApiNoResponseException or NatsJSTimeoutException
            or NatsJSConnectionException or TimeoutException or IOException or NatsJSApiException { Error.ErrCode: NotReadyYet };
}
