using NasFuse.Cluster.Leases;
using NasFuse.Core.Studies.Queues;
using NasFuse.TestKit.Studies;

namespace NasFuse.Cluster.Tests.Queues;

public sealed class NatsTrialQueueTests(SharedNatsServer shared) : TrialQueueConformance, IClassFixture<SharedNatsServer>, IAsyncLifetime
{
    private readonly Engines _engines = new(shared.Server);

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _engines.DisposeAsync();

    protected override async Task<ITrialQueue> OpenQueueAsync() => await _engines.QueueAsync();

    protected override async Task<ITrialSource> OpenWorkerAsync(string name) => await _engines.WorkerAsync(name);

    protected override Task CrashAsync(ITrialLease lease) => ((NatsTrialLease)lease).FallSilentAsync();
}
