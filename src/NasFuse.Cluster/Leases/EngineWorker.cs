using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;

namespace NasFuse.Cluster.Leases;

/// <summary>Evaluates trials of an engine in as many places as a worker has.</summary>
/// <param name="source">Where trials come from.</param>
/// <param name="worker">Who the worker is.</param>
/// <param name="createEvaluator">Makes the evaluator of a place, on the place's thread.</param>
/// <param name="scratch">Folder for files of trials under way; exists.</param>
public sealed class EngineWorker(NatsTrialSource source, WorkerIdentity worker, Func<int, ITrialEvaluator> createEvaluator, string scratch)
{
    /// <summary>Makes the evaluator of one more place, which only times trials; null for a worker that times none.</summary>
    public Func<ITrialEvaluator>? CreateTimer { get; init; }

    /// <summary>Works until it is drained or cancelled. Cancelled, it hands back what is under way with its checkpoint.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var failure = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAll(Places().Select(place => place.RunAsync(failure))).ConfigureAwait(false);
    }

    private IEnumerable<TrialWorker> Places()
    {
        var training = Enumerable.Range(0, worker.Slots).Select(slot => Place(slot, () => createEvaluator(slot), onlyTimes: false));
        return CreateTimer is null ? training : training.Append(Place(worker.Slots, CreateTimer, onlyTimes: true));
    }

    private TrialWorker Place(int slot, Func<ITrialEvaluator> create, bool onlyTimes)
    {
        var folders = new TrialFolders(Path.Combine(scratch, $"slot-{slot}"));
        return new TrialWorker(source, worker.Id, slot, create, folders.For) { OnlyTimes = onlyTimes };
    }

    /// <summary>Folders of the trials of one place: that of the trial under way and, because evaluators tidy up late, that of the one before.</summary>
    private sealed class TrialFolders(string root)
    {
        private string? _last;
        private string? _current;

        public string For(TrialJob job)
        {
            if (_last is not null && Directory.Exists(_last)) Directory.Delete(_last, recursive: true);
            var folder = Directory.CreateDirectory(Path.Combine(root, $"{job.Study!.Key}-{job.Trial.Number}")).FullName;
            (_last, _current) = (_current == folder ? null : _current, folder);
            return folder;
        }
    }
}
