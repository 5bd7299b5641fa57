using System.Collections.Concurrent;
using NasFuse.Cluster.Leases;
using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Studies.Queues;
using NasFuse.Torch.Runtime;
using NasFuse.Torch.Training;

namespace NasFuse.Cli.Workers;

/// <summary>The studies that a worker is ready to serve. Thread-safe.</summary>
internal sealed class WorkerStudies(WorkerSettings settings) : IStudyService
{
    private readonly ConcurrentDictionary<string, IServedStudy> _prepared = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Datasets => [.. _prepared.Values.Select(study => study.Dataset).OfType<string>().Distinct()];

    /// <inheritdoc/>
    public async ValueTask PrepareAsync(StudyDocument study, IArtefactStore artefacts, CancellationToken cancellation)
    {
        if (study.Times is not null)
        {
            _prepared[study.Key] = TimedStudy.Read(study);
            return;
        }
        // Listing and hashing a large data set takes a while.
        var prepared = await Task.Run(() => PreparedStudy.OpenAsync(study, settings, artefacts, cancellation), cancellation).ConfigureAwait(false);
        Trainer.CheckPrecision(prepared.Specification.Training, TorchRuntime.Resolve(settings.Device, new("--device")));
        _prepared[study.Key] = prepared;
    }

    /// <inheritdoc/>
    public void Forget(string key) => _prepared.TryRemove(key, out _);

    /// <summary>A study that was prepared.</summary>
    /// <exception cref="InvalidOperationException">It has ended meanwhile.</exception>
    public IServedStudy Find(string key) => _prepared.TryGetValue(key, out var study) ? study : throw new InvalidOperationException("the study has ended");
}
