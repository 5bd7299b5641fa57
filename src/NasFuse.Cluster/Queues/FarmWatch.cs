using NasFuse.Cluster.Engine;
using NasFuse.Cluster.Wire;
using NasFuse.Cluster.Wire.Documents;
using NATS.Client.KeyValueStore;

namespace NasFuse.Cluster.Queues;

/// <summary>Which workers live. A worker that falls silent leaves no event behind, so a timer of this side decides.</summary>
internal sealed class FarmWatch(INatsKVStore workers, TimeProvider clock, Action<string> note)
{
    /// <summary>A worker that was not seen for so long is gone.</summary>
    private static readonly TimeSpan s_gone = TimeSpan.FromSeconds(20);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (WorkerDocument Document, long Seen)> _workers = new(StringComparer.Ordinal);

    /// <summary>Workers of a pool that live, by id.</summary>
    public IReadOnlyList<WorkerDocument> In(string pool)
    {
        lock (_lock)
        {
            var all = _workers.Values.Select(worker => worker.Document).Where(worker => worker.Pool == pool);
            return [.. all.OrderBy(worker => worker.Worker, StringComparer.Ordinal)];
        }
    }

    /// <summary>Trials of a study that living workers take at once.</summary>
    public int SlotsFor(string study)
    {
        lock (_lock) return _workers.Values.Where(worker => !worker.Document.IsDraining && Serves(worker.Document, study)).Sum(worker => worker.Document.Slots);
    }

    /// <summary>Follows the workers until cancelled.</summary>
    /// <param name="changed">Called after each change of who lives and what they serve.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task FollowAsync(Action changed, CancellationToken cancellation) =>
        Task.WhenAll(
            workers.FollowAsync(
                entry =>
                {
                    if (TakeIn(entry)) changed();
                    return Task.CompletedTask;
                }, cancellation),
            ForgetSilentAsync(changed, cancellation));

    private static bool Serves(WorkerDocument worker, string study) => worker.Studies.Any(service => service.Study == study && service.Refusal is null);

    private bool TakeIn(NatsKVEntry<byte[]> entry)
    {
        lock (_lock)
        {
            if (entry.Operation != NatsKVOperation.Put) return _workers.Remove(entry.Key);
            // What was shown before this watch began may be of the dead: the timer finds out, without comparing clocks of two machines.
            if (WireFormats.Worker.TryRead(entry.Value, $"worker {entry.Key}", note) is not { } worker) return false;
            var known = _workers.TryGetValue(entry.Key, out var before);
            _workers[entry.Key] = (worker, clock.GetTimestamp());
            return !known || before.Document.IsDraining != worker.IsDraining || !before.Document.Studies.SequenceEqual(worker.Studies);
        }
    }

    private async Task ForgetSilentAsync(Action changed, CancellationToken cancellation)
    {
        using var look = new PeriodicTimer(s_gone / 4, clock);
        while (await look.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
        {
            string[] silent;
            lock (_lock)
            {
                silent = [.. _workers.Where(worker => clock.GetElapsedTime(worker.Value.Seen) > s_gone).Select(worker => worker.Key)];
                foreach (var worker in silent) _workers.Remove(worker);
            }
            if (silent.Length == 0) continue;
            foreach (var worker in silent) note($"worker {worker} is gone: not seen for {s_gone.TotalSeconds:0} s");
            changed();
        }
    }
}
