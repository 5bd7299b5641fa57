using NasFuse.Cluster.Connections;
using NasFuse.Core.Diagnostics;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;
using NATS.Client.KeyValueStore;
using NATS.Client.ObjectStore;

namespace NasFuse.Cluster.Engine;

/// <summary>Streams and buckets of the engine. The controller makes them; workers find them.</summary>
internal sealed class EngineLayout
{
    /// <summary>What the server says when it has less room than asked for.</summary>
    private const int NoRoom = 10047;

    private const long MostArtefactBytes = 100L << 30, LeastArtefactBytes = 64L << 20;

    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(1);

    /// <summary>Who holds a trial is of interest as long as it may be handed over again.</summary>
    private static readonly TimeSpan s_ownersLast = TimeSpan.FromDays(14);

    private EngineLayout(INatsKVStore owners, INatsKVStore stops, INatsKVStore workers, INatsKVStore studies, INatsObjStore artefacts) =>
        (Owners, Stops, Workers, Studies, Artefacts) = (owners, stops, workers, studies, artefacts);

    public INatsKVStore Owners { get; }

    public INatsKVStore Stops { get; }

    public INatsKVStore Workers { get; }

    public INatsKVStore Studies { get; }

    /// <summary>On the connection of files.</summary>
    public INatsObjStore Artefacts { get; }

    /// <summary>Makes what is not there; what is there, and may have been adjusted by an administrator, stays as it is.</summary>
    public static async Task<EngineLayout> CreateAsync(EngineConnection engine, CancellationToken cancellation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var name in engine.JetStream.ListStreamNamesAsync(cancellationToken: cancellation).ConfigureAwait(false)) names.Add(name);
        foreach (var stream in (StreamConfig[])[Trials(), Records()])
        {
            if (!names.Contains(stream.Name!)) await engine.JetStream.CreateStreamAsync(stream, cancellation).ConfigureAwait(false);
        }
        foreach (var bucket in Buckets())
        {
            if (!names.Contains($"KV_{bucket.Bucket}")) await engine.KeyValues.CreateStoreAsync(bucket, cancellation).ConfigureAwait(false);
        }
        if (!names.Contains($"OBJ_{Subjects.ArtefactBucket}"))
            await CreateArtefactsAsync(new NatsObjContext(engine.FileStream), cancellation).ConfigureAwait(false);
        return await OpenAsync(engine, cancellation).ConfigureAwait(false);
    }

    /// <summary>Its size is the administrator's to change, so it is set once: the largest that the server has room for.</summary>
    /// <remarks>There must be one, because killed uploads leave chunks behind.</remarks>
    private static async Task CreateArtefactsAsync(NatsObjContext files, CancellationToken cancellation)
    {
        for (var bytes = MostArtefactBytes; ; bytes /= 2)
        {
            try
            {
                await files.CreateObjectStoreAsync(new NatsObjConfig(Subjects.ArtefactBucket) { MaxBytes = bytes }, cancellation).ConfigureAwait(false);
                return;
            }
            catch (NatsJSApiException full) when (full.Error.ErrCode == NoRoom && bytes > LeastArtefactBytes)
            {
                // Half of it may fit.
            }
        }
    }

    /// <summary>Finds what a controller made; waits until one has.</summary>
    public static async Task<EngineLayout> WaitForAsync(EngineConnection engine, TimeSpan patience, Action<string> note, CancellationToken cancellation)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                return await Persistence.UntilDoneAsync(token => new ValueTask<EngineLayout>(OpenAsync(engine, token)), cancellation).ConfigureAwait(false);
            }
            catch (NatsJSApiException failure) when (Persistence.IsMissing(failure))
            {
                if (TimeProvider.System.GetElapsedTime(start) >= patience)
                {
                    throw new UserErrorException(
                        new SourcePlace(engine.Address.ToString()), ErrorCodes.NotFound,
                        "no study was ever begun on this engine; begin one with 'nasfuse controller'");
                }
                if (isFirst) note("no study was ever begun on this engine; waiting for a controller …");
            }
            await Task.Delay(s_retry, cancellation).ConfigureAwait(false);
        }
    }

    private static async Task<EngineLayout> OpenAsync(EngineConnection engine, CancellationToken cancellation)
    {
        ValueTask<INatsKVStore> Bucket(string name) => engine.KeyValues.GetStoreAsync(name, cancellation);
        return new EngineLayout(
            await Bucket(Subjects.OwnerBucket).ConfigureAwait(false), await Bucket(Subjects.StopBucket).ConfigureAwait(false),
            await Bucket(Subjects.WorkerBucket).ConfigureAwait(false), await Bucket(Subjects.StudyBucket).ConfigureAwait(false),
            await new NatsObjContext(engine.FileStream).GetObjectStoreAsync(Subjects.ArtefactBucket, cancellation).ConfigureAwait(false));
    }

    private static StreamConfig Trials() => new(Subjects.Trials, [Subjects.AllTrials])
    {
        Description = "Trials that wait for a worker or are held by one.", Retention = StreamConfigRetention.Workqueue, Storage = StreamConfigStorage.File,
        MaxMsgsPerSubject = 1, Discard = StreamConfigDiscard.New, DiscardNewPerSubject = true, AllowDirect = true,
    };

    private static StreamConfig Records() => new(Subjects.Records, [Subjects.AllRecords])
    {
        // The first result of a trial stays: the server itself refuses a second one.
        Description = "What workers say: reports until the controller has them, results for good.", Storage = StreamConfigStorage.File,
        MaxMsgsPerSubject = 1, Discard = StreamConfigDiscard.New, DiscardNewPerSubject = true, AllowDirect = true,
    };

    // In files, all of them: buckets in memory are gone after a restart.
    private static NatsKVConfig[] Buckets() =>
    [
        new(Subjects.OwnerBucket) { History = 1, Storage = NatsKVStorageType.File, MaxAge = s_ownersLast },
        new(Subjects.StopBucket) { History = 1, Storage = NatsKVStorageType.File, MaxAge = s_ownersLast },
        new(Subjects.WorkerBucket) { History = 1, Storage = NatsKVStorageType.File, MaxAge = TimeSpan.FromSeconds(60) },
        new(Subjects.StudyBucket) { History = 1, Storage = NatsKVStorageType.File },
    ];
}
