using NasFuse.Core.Studies;

namespace NasFuse.Storage.Queries.Sources;

/// <summary>Trials in a study's database, each with the means of its evaluations: read some thousand at a time, and of them only what is asked for.</summary>
/// <remarks>
/// Memory does not grow with the number of trials: as many batches are read ahead as there are processors, at most eight. Each batch is one consistent
/// state; trials that end meanwhile are seen as they are when their batch is read, trials that begin meanwhile are not seen.
/// </remarks>
/// <param name="reader">The study.</param>
/// <param name="epochs">Epochs of a whole training.</param>
public sealed class StoredTrials(LiteDbTrialReader reader, int epochs) : TrialSource(reader.Folder.Name)
{
    private const int BatchSize = 2000;

    private static readonly int Ahead = Math.Min(Environment.ProcessorCount, 8);

    /// <inheritdoc/>
    public override IEnumerable<Trial> Read(TrialParts fields)
    {
        var batches = new Queue<Task<IReadOnlyList<Trial>>>();
        var last = reader.LastNumber();
        for (long from = 0; from <= last || batches.Count > 0;)
        {
            for (; from <= last && batches.Count < Ahead; from += BatchSize)
            {
                var (first, end) = ((int)from, (int)Math.Min(from + BatchSize - 1, last));
                batches.Enqueue(Task.Run(() => (IReadOnlyList<Trial>)[.. reader.Range(first, end, fields).Select(trial => trial.Averaged(epochs))]));
            }
            foreach (var trial in batches.Dequeue().GetAwaiter().GetResult()) yield return trial;
        }
    }
}
