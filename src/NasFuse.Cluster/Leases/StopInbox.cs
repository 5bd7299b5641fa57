using NasFuse.Cluster.Engine;
using NasFuse.Cluster.Wire;
using NasFuse.Cluster.Wire.Documents;
using NATS.Client.KeyValueStore;

namespace NasFuse.Cluster.Leases;

/// <summary>Hears stops of trials and of workers.</summary>
internal sealed class StopInbox(INatsKVStore stops, Action<string> note)
{
    /// <summary>The stop of a key that is there already, or null.</summary>
    public async ValueTask<StopDocument?> FindAsync(string key, CancellationToken cancellation) =>
        await stops.FindAsync(key, cancellation).ConfigureAwait(false) is { } entry ? Read(entry) : null;

    /// <summary>Hears every stop with its key, until cancelled.</summary>
    public Task FollowAsync(Func<string, StopDocument, Task> hear, CancellationToken cancellation) => stops.FollowAsync(
        entry => Read(entry) is { } stop ? hear(entry.Key, stop) : Task.CompletedTask, cancellation, ignoreDeletes: true);

    private StopDocument? Read(NatsKVEntry<byte[]> entry) => WireFormats.Stop.TryRead(entry.Value, $"a stop of {entry.Key}", note);
}
