using NasFuse.Cluster.Artefacts;
using NasFuse.Cluster.Connections;
using NasFuse.Cluster.Engine;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;
using NATS.Client.ObjectStore;

namespace NasFuse.Cluster.Overview;

/// <summary>What a sweep took away.</summary>
/// <param name="Studies">Studies that have ended.</param>
/// <param name="Trials">Trials that had a result and were still given out.</param>
/// <param name="Artefacts">Files of studies that have ended.</param>
/// <param name="Chunks">Pieces of uploads that were never finished.</param>
public sealed record SweptThings(int Studies, int Trials, int Artefacts, int Chunks);

/// <summary>Takes off the engine what crashes and ends leave behind.</summary>
internal sealed class EngineSweep(EngineConnection engine, EngineLayout layout)
{
    private const string ArtefactStream = $"OBJ_{Subjects.ArtefactBucket}", ChunkPrefix = $"$O.{Subjects.ArtefactBucket}.C.";

    /// <summary>A file that came a moment ago may be part of something that is not written down yet.</summary>
    private static readonly TimeSpan s_young = TimeSpan.FromHours(1);

    /// <param name="alive">Keys of the studies that have not ended.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<SweptThings> RunAsync(IReadOnlySet<string> alive, CancellationToken cancellation)
    {
        var studies = await EndedStudiesAsync(alive, cancellation).ConfigureAwait(false);
        foreach (var study in studies) await ForgetAsync(study, cancellation).ConfigureAwait(false);
        var trials = await RecordedTrialsAsync(cancellation).ConfigureAwait(false);
        var artefacts = await ArtefactsAsync(alive, cancellation).ConfigureAwait(false);
        return new SweptThings(studies.Count, trials, artefacts, await ChunksAsync(cancellation).ConfigureAwait(false));
    }

    private async Task<HashSet<string>> EndedStudiesAsync(IReadOnlySet<string> alive, CancellationToken cancellation)
    {
        var trials = await engine.JetStream.SubjectsAsync(Subjects.Trials, Subjects.AllTrials, cancellation).ConfigureAwait(false);
        var records = await engine.JetStream.SubjectsAsync(Subjects.Records, Subjects.AllRecords, cancellation).ConfigureAwait(false);
        var keys = trials.Select(subject => subject.Split('.')[3]).Concat(records.Select(subject => subject.Split('.')[2]));
        return [.. keys.Where(key => !alive.Contains(key))];
    }

    private async Task ForgetAsync(string study, CancellationToken cancellation)
    {
        await PurgeAsync(Subjects.Trials, $"nas.trial.*.{study}.*", cancellation).ConfigureAwait(false);
        await PurgeAsync(Subjects.Records, Subjects.RecordsOf(study), cancellation).ConfigureAwait(false);
        foreach (var bucket in (string[])[Subjects.OwnerBucket, Subjects.StopBucket])
            await PurgeAsync($"KV_{bucket}", $"$KV.{bucket}.trial.{study}.*", cancellation).ConfigureAwait(false);
        await DeleteConsumersAsync(Subjects.Trials, name => name.EndsWith($"-{study}", StringComparison.Ordinal), cancellation).ConfigureAwait(false);
        await DeleteConsumersAsync(Subjects.Records, name => name == Subjects.RecordConsumer(study), cancellation).ConfigureAwait(false);
    }

    /// <summary>Killed servers give acknowledged messages out again, for ever where nobody asks for them.</summary>
    private async Task<int> RecordedTrialsAsync(CancellationToken cancellation)
    {
        var swept = 0;
        foreach (var subject in await engine.JetStream.SubjectsAsync(Subjects.Trials, Subjects.AllTrials, cancellation).ConfigureAwait(false))
        {
            if (subject.Split('.') is not ["nas", "trial", _, var study, _] || Subjects.TrialOf(subject) is not { } trial) continue;
            if (await engine.JetStream.FindAsync(Subjects.Records, Subjects.Result(study, trial), cancellation).ConfigureAwait(false) is null) continue;
            await PurgeAsync(Subjects.Trials, subject, cancellation).ConfigureAwait(false);
            swept++;
        }
        return swept;
    }

    private async Task<int> ArtefactsAsync(IReadOnlySet<string> alive, CancellationToken cancellation)
    {
        var dead = new List<string>();
        await foreach (var file in layout.Artefacts.ListAsync(cancellationToken: cancellation).ConfigureAwait(false))
        {
            if (file.Metadata?.GetValueOrDefault(NatsArtefactStore.StudyLabel) is { } study && !alive.Contains(study)) dead.Add(file.Name);
        }
        foreach (var name in dead) await layout.Artefacts.DeleteAsync(name, cancellation).ConfigureAwait(false);
        return dead.Count;
    }

    /// <summary>An upload that was killed leaves chunks that no file names.</summary>
    private async Task<int> ChunksAsync(CancellationToken cancellation)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var file in layout.Artefacts.ListAsync(new NatsObjListOpts { ShowDeleted = true }, cancellation).ConfigureAwait(false))
            named.Add(file.Nuid ?? "");
        var chunks = new StreamInfoRequest { SubjectsFilter = ChunkPrefix + ">" };
        var stream = await engine.JetStream.GetStreamAsync(ArtefactStream, chunks, cancellation).ConfigureAwait(false);
        var swept = 0L;
        foreach (var subject in stream.Info.State.Subjects?.Keys.Where(subject => !named.Contains(subject[ChunkPrefix.Length..])) ?? [])
        {
            if (await IsYoungAsync(stream, subject, cancellation).ConfigureAwait(false)) continue;
            var request = new StreamPurgeRequest { Filter = subject };
            swept += (await engine.JetStream.PurgeStreamAsync(ArtefactStream, request, cancellation).ConfigureAwait(false)).Purged;
        }
        return (int)swept;
    }

    private static async Task<bool> IsYoungAsync(INatsJSStream stream, string subject, CancellationToken cancellation)
    {
        var last = await stream.GetAsync(new StreamMsgGetRequest { LastBySubj = subject }, cancellation).ConfigureAwait(false);
        return TimeProvider.System.GetUtcNow() - last.Message.Time < s_young;
    }

    private ValueTask<StreamPurgeResponse> PurgeAsync(string stream, string filter, CancellationToken cancellation) =>
        engine.JetStream.PurgeStreamAsync(stream, new StreamPurgeRequest { Filter = filter }, cancellation);

    private async Task DeleteConsumersAsync(string stream, Func<string, bool> isDead, CancellationToken cancellation)
    {
        var dead = new List<string>();
        await foreach (var name in engine.JetStream.ListConsumerNamesAsync(stream, cancellation).ConfigureAwait(false))
        {
            if (isDead(name)) dead.Add(name);
        }
        foreach (var name in dead) await engine.JetStream.DeleteConsumerAsync(stream, name, cancellation).ConfigureAwait(false);
    }
}
