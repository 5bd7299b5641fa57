using System.Collections.Concurrent;
using NasFuse.Cluster.Engine;
using NasFuse.Cluster.Wire;
using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Studies.Queues;
using NATS.Client.JetStream;
using NATS.Client.KeyValueStore;

namespace NasFuse.Cluster.Leases;

/// <summary>The studies of a worker's pool, each accepted or refused with a reason, as they come and go.</summary>
internal sealed class ServedStudies(
    EngineLayout layout, INatsJSContext stream, WorkerIdentity worker, IStudyService service, IArtefactStore artefacts, Action<string> note)
{
    private const int LongestRefusal = 1900;

    private readonly ConcurrentDictionary<string, ServedEntry> _studies = new(StringComparer.Ordinal);

    /// <summary>Those whose trials are taken.</summary>
    /// <param name="onlyTimes">True for parts that time trials, false for studies that train them.</param>
    public IReadOnlyList<ServedEntry> Accepted(bool onlyTimes) =>
    [
        .. _studies.Values.Where(study => study.Refusal is null && study.Document.Times is not null == onlyTimes)
            .OrderBy(study => study.Document.Key, StringComparer.Ordinal),
    ];

    /// <summary>All of the pool.</summary>
    public IReadOnlyList<ServiceDocument> Services => [.. _studies.Values.Select(study => new ServiceDocument(study.Document.Key, study.Refusal))];

    /// <summary>Follows the engine's studies until cancelled.</summary>
    /// <param name="changed">Called after each change.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task FollowAsync(Func<Task> changed, CancellationToken cancellation) => layout.Studies.FollowAsync(
        async entry =>
        {
            if (await TakeInAsync(entry, cancellation).ConfigureAwait(false)) await changed().ConfigureAwait(false);
        }, cancellation);

    private async Task<bool> TakeInAsync(NatsKVEntry<byte[]> entry, CancellationToken cancellation)
    {
        if (entry.Operation != NatsKVOperation.Put)
        {
            service.Forget(entry.Key);
            return _studies.TryRemove(entry.Key, out _);
        }
        if (Read(entry) is not { } study || study.Pool != worker.Pool) return false;
        if (_studies.TryGetValue(study.Key, out var known) && known.Revision == entry.Revision) return false;
        var refusal = await JudgeAsync(study, cancellation).ConfigureAwait(false);
        note(refusal is null ? $"serves study {study.Title}" : $"does not serve study {study.Title}: {refusal}");
        _studies[study.Key] = new ServedEntry(study, entry.Revision, refusal, stream);
        return true;
    }

    private StudyDocument? Read(NatsKVEntry<byte[]> entry)
    {
        var study = WireFormats.Study.TryRead(entry.Value, $"study {entry.Key}", note);
        if (study is null || study.Key == entry.Key) return study;
        note($"refused a study under a key that is not its own: {entry.Key}");
        return null;
    }

    private async Task<string?> JudgeAsync(StudyDocument study, CancellationToken cancellation)
    {
        if (study.Protocol != WireFormats.Protocol)
            return $"it speaks protocol {study.Protocol}, this worker {WireFormats.Protocol}; install the same version of NasFuse on both sides";
        if (study.Version != worker.Version)
            return $"its controller is NasFuse {study.Version}, this worker {worker.Version}; install the same version on both sides";
        if (study.DeviceClass is { } wanted && !worker.IsOfClass(wanted))
            return $"it asks for devices of class '{wanted}', this one is {worker.Device}, {worker.DeviceName}";
        try
        {
            await service.PrepareAsync(study, artefacts, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Longer ones would keep the worker itself from being shown.
            return failure.Message.Length <= LongestRefusal ? failure.Message : $"{failure.Message[..LongestRefusal]}…";
        }
    }
}

/// <summary>A study that a worker knows.</summary>
/// <param name="Document">The study.</param>
/// <param name="Revision">Revision of the document.</param>
/// <param name="Refusal">Why it is not served, or null.</param>
/// <param name="Stream">The engine.</param>
internal sealed record ServedEntry(StudyDocument Document, ulong Revision, string? Refusal, INatsJSContext Stream)
{
    private INatsJSConsumer? _consumer;

    /// <summary>As jobs name it.</summary>
    public ServedStudy Study { get; } = new(Document.Key, Document.Name, Document.Configuration) { Title = Document.Title };

    /// <summary>How long a holder may be silent.</summary>
    public TimeSpan Lease { get; } = TimeSpan.FromSeconds(Document.LeaseSeconds);

    /// <summary>What gives its trials out.</summary>
    public async ValueTask<INatsJSConsumer> ConsumerAsync(CancellationToken cancellation) =>
        _consumer ??= await Stream.GetConsumerAsync(Subjects.Trials, Subjects.TrialConsumer(Document.Pool, Document.Key), cancellation).ConfigureAwait(false);
}
