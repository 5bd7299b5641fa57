using NasFuse.Core.Studies;

namespace NasFuse.Storage.Queries.Sources;

/// <summary>Trials in a study's database, each with the means of its evaluations: read some thousand at a time, and of them only what is asked for.</summary>
/// <remarks>
/// Memory does not grow with the number of trials. Each batch is one consistent state; trials that end between two batches are seen as they are then.
/// </remarks>
/// <param name="reader">The study.</param>
/// <param name="epochs">Epochs of a whole training.</param>
public sealed class StoredTrials(LiteDbTrialReader reader, int epochs) : TrialSource(reader.Folder.Name)
{
    /// <inheritdoc/>
    public override IEnumerable<Trial> Read(TrialParts fields)
    {
        for (var (next, more) = (0, true); more;)
        {
            (var batch, more) = reader.Batch(next, fields);
            foreach (var trial in batch) yield return trial.Averaged(epochs);
            if (more) next = batch[^1].Number + 1;
        }
    }
}
