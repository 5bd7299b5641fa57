using NasFuse.Cluster.Engine;
using NasFuse.Cluster.Wire;
using NasFuse.Cluster.Wire.Documents;
using NATS.Client.KeyValueStore;

namespace NasFuse.Cluster.Leases;

/// <summary>Takes trials for a worker: those that nobody holds, and those whose holder gave no sign of life for a whole lease. Compares no clocks.</summary>
internal sealed class Ownership(INatsKVStore owners, string worker, TimeProvider clock)
{
    /// <summary>Looks at a holder so often during one lease.</summary>
    private const int Looks = 6;

    /// <summary>Takes a trial; null when somebody lives who holds it.</summary>
    /// <param name="key">Key of the trial.</param>
    /// <param name="lease">How long a holder may be silent.</param>
    /// <param name="isNew">True when the engine gives the trial out for the first time.</param>
    /// <param name="keep">Keeps the engine from giving the trial to another meanwhile.</param>
    /// <param name="cancellation">Ends waiting; nothing is taken then.</param>
    public async ValueTask<Hold?> TakeAsync(string key, TimeSpan lease, bool isNew, Func<ValueTask> keep, CancellationToken cancellation)
    {
        // As a rule nobody ever held it, which taking it finds out as well as looking.
        if (isNew && await TryTakeAsync(key, null, lease, cancellation).ConfigureAwait(false) is { } first) return first;
        while (true)
        {
            var found = await FindAsync(key, cancellation).ConfigureAwait(false);
            if (found is { Owner.IsFree: false } && !await IsSilentAsync(key, found, lease, keep, cancellation).ConfigureAwait(false)) return null;
            if (await TryTakeAsync(key, found, lease, cancellation).ConfigureAwait(false) is { } hold) return hold;
        }
    }

    private async ValueTask<Hold?> TryTakeAsync(string key, Found? found, TimeSpan lease, CancellationToken cancellation)
    {
        var next = Next(found?.Owner, lease);
        var revision = await WriteAsync(key, next, found?.Revision, cancellation).ConfigureAwait(false);
        return revision is { } written ? new Hold(owners, key, next, written, clock) : null;
    }

    private OwnerDocument Next(OwnerDocument? last, TimeSpan lease)
    {
        if (last is null) return new OwnerDocument { Worker = worker, Lease = 1, Failures = 0, IsFree = false };
        var next = last with { Worker = worker, Lease = last.Lease + 1, IsFree = false };
        if (last.IsFree) return next;
        return next with { Failures = last.Failures + 1, Error = $"worker {last.Worker} gave no sign of life for {lease.TotalSeconds:0.#} s" };
    }

    private async ValueTask<bool> IsSilentAsync(string key, Found found, TimeSpan lease, Func<ValueTask> keep, CancellationToken cancellation)
    {
        for (var look = 0; look < Looks; look++)
        {
            await Task.Delay(lease / Looks, clock, cancellation).ConfigureAwait(false);
            await keep().ConfigureAwait(false);
            if (await FindAsync(key, cancellation).ConfigureAwait(false) is not { } now || now.Revision != found.Revision) return false;
        }
        return true;
    }

    private async ValueTask<Found?> FindAsync(string key, CancellationToken cancellation) =>
        await owners.FindAsync(key, cancellation).ConfigureAwait(false) is { } entry ? new Found(WireFormats.Owner.Read(entry.Value), entry.Revision) : null;

    /// <summary>Writes over what was found; null when another was quicker.</summary>
    private async ValueTask<ulong?> WriteAsync(string key, OwnerDocument next, ulong? revision, CancellationToken cancellation)
    {
        var content = WireFormats.Owner.Write(next);
        return await Persistence.UntilDoneAsync<ulong?>(async token =>
        {
            var result = revision is { } known
                ? await owners.TryUpdateAsync(key, content, known, cancellationToken: token).ConfigureAwait(false)
                : await owners.TryCreateAsync(key, content, cancellationToken: token).ConfigureAwait(false);
            if (result.Success) return result.Value;
            return result.Error is NatsKVWrongLastRevisionException or NatsKVCreateException ? null : throw result.Error;
        }, cancellation).ConfigureAwait(false);
    }

    private sealed record Found(OwnerDocument Owner, ulong Revision);
}
