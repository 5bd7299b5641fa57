using System.Collections.Immutable;
using NasFuse.Cluster.Engine;
using NasFuse.Cluster.Wire;
using NasFuse.Cluster.Wire.Documents;
using NATS.Client.Core;
using NATS.Client.KeyValueStore;

namespace NasFuse.Cluster.Leases;

/// <summary>Shows that a worker lives and what it does.</summary>
internal sealed class WorkerPresence(
    INatsKVStore workers, WorkerIdentity worker, WorkerTiming timing,
    Func<(bool IsDraining, ImmutableArray<RunningDocument> Running, IReadOnlyList<ServiceDocument> Studies, IReadOnlyCollection<string> Datasets)> look)
{
    /// <summary>Shows it at every beat until cancelled.</summary>
    public async Task KeepShowingAsync(CancellationToken cancellation)
    {
        using var beat = new PeriodicTimer(timing.PresenceEvery);
        do
        {
            await ShowAsync(cancellation).ConfigureAwait(false);
        }
        while (await beat.WaitForNextTickAsync(cancellation).ConfigureAwait(false));
    }

    /// <summary>Shows it now.</summary>
    public async Task ShowAsync(CancellationToken cancellation)
    {
        var (isDraining, running, studies, datasets) = look();
        var document = new WorkerDocument
        {
            Worker = worker.Id, Protocol = WireFormats.Protocol, Version = worker.Version,
            Host = Environment.MachineName, ProcessId = Environment.ProcessId, Pool = worker.Pool, Slots = worker.Slots,
            Device = worker.Device, DeviceName = worker.DeviceName, Classes = worker.Classes, MemoryBytes = worker.MemoryBytes,
            Torch = worker.Torch, Cuda = worker.Cuda,
            IsDraining = isDraining, Running = running, Studies = [.. studies], Datasets = [.. datasets],
        };
        try
        {
            await workers.PutAsync(worker.Id, WireFormats.Worker.Write(document), cancellationToken: cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (Persistence.IsPassing(failure, cancellation))
        {
            // The next beat shows it.
        }
    }

    /// <summary>Shows that the worker has gone.</summary>
    public async Task LeaveAsync()
    {
        try
        {
            using var late = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await workers.PurgeAsync(worker.Id, cancellationToken: late.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is NatsException or OperationCanceledException)
        {
            // Its silence says the same, later.
        }
    }
}
