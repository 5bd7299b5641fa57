using System.Collections.Immutable;
using NasFuse.Cluster.Connections;
using NasFuse.Cluster.Engine;
using NasFuse.Cluster.Wire;
using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies.Queues;
using NATS.Client.KeyValueStore;

namespace NasFuse.Cluster.Overview;

/// <summary>Looks at an engine from outside and asks trials and workers to end.</summary>
public sealed class ClusterAdministration
{
    private readonly EngineConnection _engine;
    private readonly EngineLayout _layout;

    private ClusterAdministration(EngineConnection engine, EngineLayout layout) => (_engine, _layout) = (engine, layout);

    /// <summary>Opens it.</summary>
    /// <exception cref="UserErrorException">No study was ever begun on this engine.</exception>
    public static async Task<ClusterAdministration> OpenAsync(EngineConnection engine, CancellationToken cancellation) =>
        new(engine, await EngineLayout.WaitForAsync(engine, TimeSpan.Zero, _ => { }, cancellation).ConfigureAwait(false));

    /// <summary>Everything there is to see.</summary>
    /// <param name="now">The time on this machine.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<ClusterOverview> LookAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var workers = await WorkersAsync(now, cancellation).ConfigureAwait(false);
        WorkerDocument[] living = [.. workers.Select(worker => worker.Document)];
        var studies = ImmutableArray.CreateBuilder<StudyOverview>();
        foreach (var study in await StudiesAsync(cancellation).ConfigureAwait(false))
            studies.Add(await LookAsync(study, living, cancellation).ConfigureAwait(false));
        return new ClusterOverview(_engine.ServerVersion, workers, studies.ToImmutable());
    }

    /// <summary>Asks trials to end as failed: one, or all that wait or run.</summary>
    /// <param name="study">Name or key of the study.</param>
    /// <param name="trial">Number of the trial, or null for all.</param>
    /// <param name="why">Why, in words.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The trials that were asked.</returns>
    /// <exception cref="UserErrorException">There is no such study or trial on the engine.</exception>
    public async Task<IReadOnlyList<int>> StopAsync(string study, int? trial, string why, CancellationToken cancellation)
    {
        var found = await FindAsync(study, cancellation).ConfigureAwait(false);
        var parts = await PartsAsync(found, cancellation).ConfigureAwait(false);
        var onEngine = await TrialsAsync(parts, cancellation).ConfigureAwait(false);
        if (trial is { } wanted && !onEngine.Contains(wanted))
        {
            throw new UserErrorException(
                new SourcePlace($"trial {wanted}"), ErrorCodes.NotFound, $"neither waits nor runs; those that do: {ListOf(onEngine)}");
        }
        int[] asked = trial is { } one ? [one] : onEngine;
        var stop = WireFormats.Stop.Write(new StopDocument(StopReason.User, why));
        foreach (var key in from part in parts from number in asked select Subjects.TrialKey(part.Key, number))
            await _layout.Stops.PutAsync(key, stop, cancellationToken: cancellation).ConfigureAwait(false);
        return asked;
    }

    /// <summary>Asks workers to finish what they run and to end: one, or all.</summary>
    /// <param name="worker">Id of the worker, or a part of it that only one has; null for all.</param>
    /// <param name="why">Why, in words.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The workers that were asked.</returns>
    /// <exception cref="UserErrorException">There is no such worker, or several.</exception>
    public async Task<IReadOnlyList<string>> DrainAsync(string? worker, string why, CancellationToken cancellation)
    {
        string[] living = [.. (await WorkersAsync(DateTimeOffset.MaxValue, cancellation).ConfigureAwait(false)).Select(seen => seen.Document.Worker)];
        string[] asked = worker is null ? living : [.. living.Where(id => id == worker)];
        if (asked.Length == 0 && worker is not null) asked = [.. living.Where(id => id.Contains(worker, StringComparison.Ordinal))];
        if (worker is not null && asked.Length != 1)
        {
            var mistake = asked.Length == 0 ? "is not connected" : $"may be {asked.Length} workers";
            throw new UserErrorException(
                new SourcePlace($"worker '{worker}'"), ErrorCodes.NotFound, $"{mistake}; those connected: {ListOf(living)}");
        }
        var stop = WireFormats.Stop.Write(new StopDocument(StopReason.User, why));
        foreach (var id in asked) await _layout.Stops.PutAsync(Subjects.WorkerKey(id), stop, cancellationToken: cancellation).ConfigureAwait(false);
        return asked;
    }

    /// <summary>Takes off the engine what nobody needs any more.</summary>
    /// <param name="forget">Name or key of a study to take off although it has not ended, or null.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="UserErrorException">There is no such study.</exception>
    public async Task<SweptThings> SweepAsync(string? forget, CancellationToken cancellation)
    {
        if (forget is not null)
        {
            var study = await FindAsync(forget, cancellation).ConfigureAwait(false);
            foreach (var part in await PartsAsync(study, cancellation).ConfigureAwait(false))
                await _layout.Studies.PurgeAsync(part.Key, cancellationToken: cancellation).ConfigureAwait(false);
        }
        var alive = (await StudiesAsync(cancellation).ConfigureAwait(false)).Select(study => study.Key).ToHashSet(StringComparer.Ordinal);
        return await new EngineSweep(_engine, _layout).RunAsync(alive, cancellation).ConfigureAwait(false);
    }

    private static string ListOf<T>(T[] names) => names.Length == 0 ? "none" : string.Join(", ", names);

    private async Task<StudyOverview> LookAsync(StudyDocument study, WorkerDocument[] workers, CancellationToken cancellation)
    {
        RunningTrial[] running = [.. workers.SelectMany(worker => worker.Running.Select(trial => new RunningTrial(worker, trial)))
            .Where(trial => trial.Document.Study == study.Key).OrderBy(trial => trial.Document.Trial)];
        var runs = running.Select(trial => trial.Document.Trial).ToHashSet();
        var waiting = ImmutableArray.CreateBuilder<WaitingTrial>();
        foreach (var trial in (await TrialsAsync([study], cancellation).ConfigureAwait(false)).Where(trial => !runs.Contains(trial)))
        {
            var entry = await _layout.Owners.FindAsync(Subjects.TrialKey(study.Key, trial), cancellation).ConfigureAwait(false);
            var owner = entry is { } found ? WireFormats.Owner.Read(found.Value) : null;
            var memory = await MemoryAsync(study, trial, cancellation).ConfigureAwait(false);
            waiting.Add(new WaitingTrial(trial, WaitingReason.Of(study, workers, owner, memory)));
        }
        return new StudyOverview(study, [.. running], waiting.ToImmutable());
    }

    /// <summary>Memory that a trial needs, bytes; 0 when that cannot be read, as of a forged one that nobody runs.</summary>
    private async Task<long> MemoryAsync(StudyDocument study, int trial, CancellationToken cancellation)
    {
        var subject = Subjects.Trial(study.Pool, study.Key, trial);
        var content = await _engine.JetStream.FindAsync(Subjects.Trials, subject, cancellation).ConfigureAwait(false);
        return WireFormats.Trial.TryRead(content, subject, _ => { })?.MemoryBytes ?? 0;
    }

    /// <summary>Trials that wait or run in parts of a study, by number.</summary>
    private async Task<int[]> TrialsAsync(IEnumerable<StudyDocument> parts, CancellationToken cancellation)
    {
        var trials = new SortedSet<int>();
        foreach (var part in parts)
        {
            var all = Subjects.TrialsOf(part.Pool, part.Key);
            var subjects = await _engine.JetStream.SubjectsAsync(Subjects.Trials, all, cancellation).ConfigureAwait(false);
            trials.UnionWith(subjects.Select(Subjects.TrialOf).OfType<int>());
        }
        return [.. trials];
    }

    /// <summary>A study and its parts that time its trials.</summary>
    private async Task<StudyDocument[]> PartsAsync(StudyDocument study, CancellationToken cancellation) =>
        [study, .. (await StudiesAsync(cancellation).ConfigureAwait(false)).Where(part => part.Times == study.Key)];

    private async Task<StudyDocument> FindAsync(string nameOrKey, CancellationToken cancellation)
    {
        StudyDocument[] studies = [.. (await StudiesAsync(cancellation).ConfigureAwait(false)).Where(study => study.Times is null)];
        StudyDocument[] found = [.. studies.Where(study => study.Name == nameOrKey || study.Key == nameOrKey)];
        if (found.Length == 1) return found[0];
        throw new UserErrorException(new SourcePlace($"study '{nameOrKey}'"), ErrorCodes.NotFound, found.Length == 0
            ? $"is not on the engine. {NearestName.Hint(nameOrKey, [.. studies.Select(study => study.Name)])}"
            : $"is there several times; name its key: {string.Join(", ", found.Select(study => study.Key))}");
    }

    private async Task<ImmutableArray<SeenWorker>> WorkersAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var workers = ImmutableArray.CreateBuilder<SeenWorker>();
        foreach (var entry in await EntriesAsync(_layout.Workers, cancellation).ConfigureAwait(false))
            workers.Add(new SeenWorker(WireFormats.Worker.Read(entry.Value), now - entry.Created is var age && age > TimeSpan.Zero ? age : TimeSpan.Zero));
        return [.. workers.OrderBy(worker => worker.Document.Worker, StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<StudyDocument>> StudiesAsync(CancellationToken cancellation)
    {
        var entries = await EntriesAsync(_layout.Studies, cancellation).ConfigureAwait(false);
        return
        [
            .. entries.Select(entry => WireFormats.Study.Read(entry.Value)).OrderBy(study => study.Name, StringComparer.Ordinal)
                .ThenBy(study => study.Times is null ? "" : study.DeviceClass, StringComparer.Ordinal),
        ];
    }

    private static async Task<IReadOnlyList<NatsKVEntry<byte[]>>> EntriesAsync(INatsKVStore bucket, CancellationToken cancellation)
    {
        var (entries, keys) = (new List<NatsKVEntry<byte[]>>(), new List<string>());
        await foreach (var key in bucket.GetKeysAsync(cancellationToken: cancellation).ConfigureAwait(false)) keys.Add(key);
        foreach (var key in keys)
        {
            if (await bucket.FindAsync(key, cancellation).ConfigureAwait(false) is { } entry) entries.Add(entry);
        }
        return entries;
    }
}
