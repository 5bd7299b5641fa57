using System.Text.Json.Nodes;
using NasFuse.Cluster.Connections;
using NasFuse.Cluster.Engine;
using NasFuse.Cluster.Queues;
using NasFuse.Cluster.Wire;
using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;
using NasFuse.Storage;
using NasFuse.Storage.Artefacts;

namespace NasFuse.Benchmarks.Farms;

/// <summary>A controller of a real engine with a real store: everything but the study is what <c>nasfuse controller</c> runs.</summary>
internal sealed record FarmController
{
    /// <summary>The engine.</summary>
    public required string Url { get; init; }

    /// <summary>The study's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Trials until the study ends.</summary>
    public required int Trials { get; init; }

    /// <summary>Seed of everything random.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Trials per batch of a synchronous study, or null.</summary>
    public int? Batch { get; init; }

    /// <summary>Seconds without a sign of life after which a trial is given to another worker.</summary>
    public double LeaseSeconds { get; init; } = 30;

    /// <summary>Places of workers to wait for before the study begins.</summary>
    public int WaitForSlots { get; init; }

    /// <summary>Trials that end before the second clock starts; see <see cref="FarmObserver"/>.</summary>
    public int WarmUp { get; init; }

    /// <summary>Called when it starts.</summary>
    public Action Warm { get; init; } = () => { };

    /// <summary>Trials between two weighings; see <see cref="FarmObserver"/>.</summary>
    public int WeighEvery { get; init; }

    /// <summary>Told what was weighed.</summary>
    public Action<int, long> Weighed { get; init; } = (_, _) => { };

    /// <summary>File to note ended trials in, or null.</summary>
    public string? JournalFile { get; init; }

    /// <summary>Runs the study to its end, or to the end of an earlier run.</summary>
    public async Task<FarmObserver> RunAsync(Action<string> note, CancellationToken cancellation)
    {
        var credentials = EngineCredentials.Read(new Dictionary<string, string>());
        await using var engine = await EngineConnection.OpenAsync(
            EngineAddress.Parse(Url, null, mayBePlain: false), credentials, "controller-farm", TimeSpan.FromMinutes(5), note, cancellation).ConfigureAwait(false);
        using var store = LiteDbTrialStore.Open(new StudyFolder(Folder));
        using var journal = JournalFile is null ? null : new Journal(JournalFile);
        var artefacts = new ArtefactFolder(store.Folder);
        var options = new QueueOptions
        {
            Keep = (trial, kind, name, write) => artefacts.Write(kind, $"{StudyFolder.TrialPath(trial)}/{name}", write), Note = note, IsSynchronous = Batch is not null,
        };
        await using var queue = await NatsTrialQueue.OpenAsync(engine, Describe(Began(store)), store.Trials(), options, cancellation).ConfigureAwait(false);
        while (Batch is null && queue.Capacity < WaitForSlots) await Task.Delay(50, cancellation).ConfigureAwait(false);
        var observer = new FarmObserver(journal, WarmUp, Warm, WeighEvery, Weighed);
        var runner = new StudyRunner(FarmStudy.Create(Trials, Seed, Batch), FarmStudy.Sampler(Batch), store, queue, [], observer, TimeProvider.System);
        await runner.RunAsync(cancellation).ConfigureAwait(false);
        return observer;
    }

    private static string Began(LiteDbTrialStore store)
    {
        if (store.Manifest() is { } stored) return (string)stored["created"]!;
        var created = $"{DateTimeOffset.UtcNow:O}";
        store.SaveManifest(new JsonObject { ["created"] = created });
        return created;
    }

    private StudyDocument Describe(string created) => new()
    {
        Protocol = WireFormats.Protocol, Version = HostEnvironment.Current.Version, Key = Subjects.StudyKey(FarmStudy.Name, created), Name = FarmStudy.Name,
        Pool = Cluster.Leases.WorkerIdentity.DefaultPool, LeaseSeconds = LeaseSeconds, Configuration = new JsonObject { ["name"] = FarmStudy.Name }, DataFingerprint = new string('0', 64),
    };
}
