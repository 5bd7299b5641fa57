using NasFuse.Cluster.Engine;
using NasFuse.Cluster.Wire;
using NasFuse.Cluster.Wire.Documents;
using NATS.Client.KeyValueStore;

namespace NasFuse.Cluster.Leases;

/// <summary>This worker's ownership of a trial: every sign of life is a compare-and-set, so that two can never both believe in it. Thread-safe.</summary>
internal sealed class Hold(INatsKVStore owners, string key, OwnerDocument owner, ulong revision, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private long _confirmed = clock.GetTimestamp();
    private bool _isLost;

    /// <summary>What was written last.</summary>
    public OwnerDocument Owner => owner;

    /// <summary>Time since the engine last confirmed it.</summary>
    public TimeSpan Unconfirmed => clock.GetElapsedTime(Volatile.Read(ref _confirmed));

    /// <summary>Gives a sign of life, and changes what is written; false when the trial belongs to another worker now.</summary>
    public async ValueTask<bool> BeatAsync(Func<OwnerDocument, OwnerDocument>? change, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_isLost) return false;
            var next = change?.Invoke(owner) ?? owner;
            if (await WriteAsync(next, cancellation).ConfigureAwait(false) is not { } written) return !(_isLost = true);
            (owner, revision) = (next, written);
            Volatile.Write(ref _confirmed, clock.GetTimestamp());
            return true;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async ValueTask<ulong?> WriteAsync(OwnerDocument next, CancellationToken cancellation)
    {
        var content = WireFormats.Owner.Write(next);
        return await Persistence.UntilDoneAsync<ulong?>(async token =>
        {
            var result = await owners.TryUpdateAsync(key, content, revision, cancellationToken: token).ConfigureAwait(false);
            if (result.Success) return result.Value;
            if (result.Error is not NatsKVWrongLastRevisionException) throw result.Error;
            return await FindMineAsync(next, token).ConfigureAwait(false);
        }, cancellation).ConfigureAwait(false);
    }

    /// <summary>An answer may have been lost although the write was done: then it is this hold that stands there.</summary>
    private async ValueTask<ulong?> FindMineAsync(OwnerDocument next, CancellationToken cancellation) =>
        await owners.FindAsync(key, cancellation).ConfigureAwait(false) is { } entry && WireFormats.Owner.Read(entry.Value) == next ? entry.Revision : null;
}
