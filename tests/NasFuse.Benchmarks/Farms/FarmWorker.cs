using NasFuse.Cluster.Connections;
using NasFuse.Cluster.Leases;
using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;

namespace NasFuse.Benchmarks.Farms;

/// <summary>A worker of a real engine whose evaluator is given: everything but the training is what <c>nasfuse worker</c> does.</summary>
internal static class FarmWorker
{
    /// <summary>Works until drained or cancelled.</summary>
    /// <param name="url">The engine, e.g. <c>nats://127.0.0.1:4222</c>; user and password from the environment.</param>
    /// <param name="slots">Trials at once.</param>
    /// <param name="createEvaluator">Makes the evaluator of a slot.</param>
    /// <param name="timing">How patient it is.</param>
    /// <param name="note">Told what a person should know.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="pool">Its pool.</param>
    public static async Task RunAsync(
        string url, int slots, Func<int, ITrialEvaluator> createEvaluator, WorkerTiming timing, Action<string> note, CancellationToken cancellation,
        string pool = WorkerIdentity.DefaultPool)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().ToDictionary(pair => (string)pair.Key, pair => (string)pair.Value!);
        var worker = new WorkerIdentity
        {
            Id = WorkerIdentity.NewId(), Pool = pool, Slots = slots, Version = HostEnvironment.Current.Version, Device = "cpu (asleep)",
            DeviceName = HostEnvironment.Current.Processor, MemoryBytes = HostEnvironment.Current.MemoryBytes,
        };
        await using var engine = await EngineConnection.OpenAsync(
            EngineAddress.Parse(url, null, mayBePlain: false), EngineCredentials.Read(environment), worker.Id, TimeSpan.MaxValue, note, cancellation).ConfigureAwait(false);
        await using var source = await NatsTrialSource.OpenAsync(engine, worker, new EveryStudy(), timing, note, cancellation).ConfigureAwait(false);
        var scratch = Directory.CreateTempSubdirectory("nasfuse-farm-");
        try
        {
            await new EngineWorker(source, worker, createEvaluator, scratch.FullName).RunAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    /// <summary>Serves any study, because it needs no data.</summary>
    private sealed class EveryStudy : IStudyService
    {
        public IReadOnlyCollection<string> Datasets => [];

        public ValueTask PrepareAsync(StudyDocument study, IArtefactStore artefacts, CancellationToken cancellation) => default;

        public void Forget(string key)
        {
            // Nothing was prepared.
        }
    }
}
