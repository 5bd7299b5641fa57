using NasFuse.Core.Studies.Queues;

namespace NasFuse.Cluster.Queues;

/// <summary>Something that came over the engine, acknowledged when it is handled.</summary>
internal sealed class EngineDelivery(TrialEvent said, Func<string?, CancellationToken, ValueTask> handled) : TrialDelivery(said)
{
    public override ValueTask HandledAsync(string? reasonToStop, CancellationToken cancellation) => handled(reasonToStop, cancellation);
}
