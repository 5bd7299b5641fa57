using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Studies.Queues;

namespace NasFuse.Cluster.Leases;

/// <summary>What a worker can do for studies.</summary>
public interface IStudyService
{
    /// <summary>Fingerprints of the data sets that are open.</summary>
    IReadOnlyCollection<string> Datasets { get; }

    /// <summary>Prepares for a study's trials. Whatever it throws refuses the study, with its message as the reason.</summary>
    /// <param name="study">The study, from another machine: checked for its form only.</param>
    /// <param name="artefacts">Files that it names.</param>
    /// <param name="cancellation">Ends it.</param>
    ValueTask PrepareAsync(StudyDocument study, IArtefactStore artefacts, CancellationToken cancellation);

    /// <summary>The study has ended.</summary>
    void Forget(string key);
}
