using NasFuse.Cluster.Connections;
using NasFuse.Cluster.Engine;
using NasFuse.Core.Studies.Queues;

namespace NasFuse.Cluster.Artefacts;

/// <summary>Files of an engine whose buckets are made when the first is needed.</summary>
internal sealed class LateArtefactStore(EngineConnection engine) : IArtefactStore
{
    private NatsArtefactStore? _store;

    public async ValueTask<ArtefactKey> PutAsync(Stream content, ArtefactOwner owner, CancellationToken cancellation) =>
        await (await StoreAsync(cancellation).ConfigureAwait(false)).PutAsync(content, owner, cancellation).ConfigureAwait(false);

    public async ValueTask CopyToAsync(ArtefactKey key, Stream target, CancellationToken cancellation) =>
        await (await StoreAsync(cancellation).ConfigureAwait(false)).CopyToAsync(key, target, cancellation).ConfigureAwait(false);

    public async ValueTask DeleteAsync(ArtefactKey key, ArtefactOwner owner, CancellationToken cancellation) =>
        await (await StoreAsync(cancellation).ConfigureAwait(false)).DeleteAsync(key, owner, cancellation).ConfigureAwait(false);

    private async ValueTask<NatsArtefactStore> StoreAsync(CancellationToken cancellation) =>
        _store ??= new NatsArtefactStore((await EngineLayout.CreateAsync(engine, cancellation).ConfigureAwait(false)).Artefacts);
}
