using NasFuse.Cluster.Connections;
using NasFuse.Cluster.Engine;
using NasFuse.Cluster.Queues;
using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;

namespace NasFuse.Cli.Hosting;

/// <summary>The way of a study's trials to workers of an engine and back: a queue for all, and one for each class of devices that time them.</summary>
internal sealed class StudyQueues : IAsyncDisposable
{
    private readonly List<NatsTrialQueue> _open;

    private StudyQueues(List<NatsTrialQueue> open, ITrialQueue queue, IReadOnlyDictionary<string, string> titles) =>
        (_open, Queue, Titles) = (open, queue, titles);

    /// <summary>What the study and its parts are called, by key.</summary>
    public IReadOnlyDictionary<string, string> Titles { get; }

    /// <summary>Workers that live and may serve the study, as they showed themselves last.</summary>
    public IReadOnlyList<WorkerDocument> Workers => _open[0].Workers;

    /// <summary>The controller's side of all of them.</summary>
    public ITrialQueue Queue { get; }

    /// <summary>Opens them.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="study">The study.</param>
    /// <param name="created">When it was created, as its key has it.</param>
    /// <param name="classes">Classes of devices that it names.</param>
    /// <param name="stored">All its trials as stored.</param>
    /// <param name="options">How the engine is used.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Cluster.Wire.WireException">The study is too large to be sent.</exception>
    public static async Task<StudyQueues> OpenAsync(
        EngineConnection engine, StudyDocument study, string created, IEnumerable<string> classes, IReadOnlyList<Trial> stored, QueueOptions options,
        CancellationToken cancellation)
    {
        var (open, titles) = (new List<NatsTrialQueue>(), new Dictionary<string, string>(StringComparer.Ordinal));
        try
        {
            var training = await OpenOneAsync(study).ConfigureAwait(false);
            var timing = new Dictionary<string, ITrialQueue>(StringComparer.Ordinal);
            foreach (var name in classes)
                timing[name] = await OpenOneAsync(study.TimedOn(Subjects.StudyKey($"{study.Name}@{name}", created), name)).ConfigureAwait(false);
            return new StudyQueues(open, timing.Count == 0 ? training : new LatencyFirstQueue(training, timing), titles);
        }
        catch
        {
            await CloseAsync(open).ConfigureAwait(false);
            throw;
        }

        async Task<NatsTrialQueue> OpenOneAsync(StudyDocument part)
        {
            var queue = await NatsTrialQueue.OpenAsync(engine, part, stored, options, cancellation).ConfigureAwait(false);
            open.Add(queue);
            titles[part.Key] = part.Title;
            return queue;
        }
    }

    /// <summary>Leaves the engine.</summary>
    public ValueTask DisposeAsync() => CloseAsync(_open);

    private static async ValueTask CloseAsync(List<NatsTrialQueue> open)
    {
        foreach (var queue in open) await queue.DisposeAsync().ConfigureAwait(false);
    }
}
