using System.Collections.Immutable;
using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Queues;

namespace NasFuse.Cluster.Queues;

/// <summary>Brings the files of results to where the controller keeps them.</summary>
internal sealed class ResultFiles(IArtefactStore artefacts, QueueOptions options)
{
    private const int Tries = 3;

    /// <summary>Fetches all files of a result. One that cannot be had is noted and left out: the result counts all the same.</summary>
    public async ValueTask<ImmutableArray<ArtefactReference>> FetchAsync(ResultDocument result, CancellationToken cancellation)
    {
        var kept = ImmutableArray.CreateBuilder<ArtefactReference>();
        foreach (var artefact in result.Artefacts)
        {
            if (await FetchAsync(result.Trial, artefact, cancellation).ConfigureAwait(false) is { } reference) kept.Add(reference);
        }
        return kept.ToImmutable();
    }

    /// <summary>Deletes what the engine need not keep once the result is stored.</summary>
    public async Task DeleteAsync(string study, ResultDocument result)
    {
        var owner = new ArtefactOwner(study, result.Trial);
        foreach (var file in result.Artefacts) await artefacts.DeleteAsync(file.Content, owner, CancellationToken.None).ConfigureAwait(false);
        if (result.Checkpoint is { } checkpoint) await artefacts.DeleteAsync(checkpoint, owner, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<ArtefactReference?> FetchAsync(int trial, ArtefactDocument artefact, CancellationToken cancellation)
    {
        void Copy(Stream target) => artefacts.CopyToAsync(artefact.Content, target, cancellation).AsTask().GetAwaiter().GetResult();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // Disks are written to synchronously, on a thread that may wait.
                return await Task.Run(() => options.Keep(trial, artefact.Kind, artefact.Name, Copy), cancellation).ConfigureAwait(false);
            }
            catch (ArtefactException failure)
            {
                if (attempt == Tries)
                {
                    options.Note($"{artefact.Name} of trial {trial} is lost: {failure.Message}");
                    return null;
                }
            }
            await Task.Delay(TimeSpan.FromSeconds(attempt), cancellation).ConfigureAwait(false);
        }
    }
}
