using LiteDB;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Repeats;
using NasFuse.Storage.Documents;
using NasFuse.Storage.Engine;
using NasFuse.Storage.Engine.Pages;

namespace NasFuse.Storage.Queries.Sources;

/// <summary>Trials in a study's database, each with the means of its evaluations: read some thousand at a time, and of them only what is asked for.</summary>
/// <remarks>
/// Memory hardly grows with the number of trials (some bytes each, to put them in order): as many batches are read ahead as there are processors, at most
/// eight. All of one reading is one consistent state; the writer does not shorten its log until the last trial was taken.
/// </remarks>
/// <param name="reader">The study.</param>
/// <param name="epochs">Epochs of a whole training.</param>
public sealed class StoredTrials(LiteDbTrialReader reader, int epochs) : TrialSource(reader.Folder.Name)
{
    private const int BatchSize = 1000;

    private static readonly int s_ahead = Math.Min(Environment.ProcessorCount, 8);

    /// <inheritdoc/>
    public override IEnumerable<Trial> Read(TrialParts fields)
    {
        using var pages = reader.Pages();
        if (pages is null) yield break;
        var batches = new Queue<Task<Trial[]>>();
        try
        {
            var trials = DocumentDirectory.Of(pages, StudyContent.TrialsName, fields.Most);
            var (parts, repeats) = (new TrialPartReader(fields), Repeats(pages));
            for (var from = 0; from < trials.Count || batches.Count > 0;)
            {
                for (; from < trials.Count && batches.Count < s_ahead; from += BatchSize)
                {
                    var (first, end) = (from, Math.Min(from + BatchSize, trials.Count));
                    batches.Enqueue(Task.Run(() => Batch(pages, trials, first, end, parts, repeats)));
                }
                foreach (var trial in batches.Dequeue().GetAwaiter().GetResult()) yield return trial;
            }
        }
        finally
        {
            // Nobody may read pages that are closed; WhenAny leaves failures alone.
            if (batches.Count > 0) Task.WhenAny(Task.WhenAll(batches)).Wait();
        }
    }

    private Trial[] Batch(PageSnapshot pages, DocumentDirectory trials, int first, int end, TrialPartReader parts, ILookup<int, Repeat> repeats)
    {
        var (documents, batch) = (new DocumentReader(pages), new Trial[end - first]);
        for (var i = 0; i < batch.Length; i++)
        {
            var (number, address) = ((int)trials[first + i].Key, trials[first + i].Address);
            var document = documents.Read(address);
            // Means need all that was measured.
            var trial = !repeats.Contains(number) ? parts.Read(number, document)
                : TrialDocument.Read(BsonSerializer.Deserialize(document.ToArray())) with { Repeats = [.. repeats[number]] };
            batch[i] = trial.Averaged(epochs);
        }
        return batch;
    }

    private static ILookup<int, Repeat> Repeats(PageSnapshot pages)
    {
        var (stored, documents) = (DocumentDirectory.Of(pages, StudyContent.RepeatsName), new DocumentReader(pages));
        return Enumerable.Range(0, stored.Count)
            .Select(index => RepeatDocument.Read(BsonSerializer.Deserialize(documents.Read(stored[index].Address).ToArray())))
            .ToLookup(repeat => repeat.Trial);
    }
}
