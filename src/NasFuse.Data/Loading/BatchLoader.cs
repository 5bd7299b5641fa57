using System.Collections.Concurrent;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;
using NasFuse.Data.Augmentations;

namespace NasFuse.Data.Loading;

/// <summary>Makes the batches of an epoch ahead of time on other threads. Thread-safe, but an epoch has one consumer.</summary>
/// <remarks>
/// An epoch depends on seed and epoch number alone, not on the timing of threads or on earlier epochs, so a training that is resumed at
/// an epoch sees the batches of an unbroken one.
/// </remarks>
public sealed class BatchLoader
{
    private readonly SampleCache _samples;
    private readonly Split _split;
    private readonly int _batch;
    private readonly int _prefetch;
    private readonly ulong? _shuffleSeed;
    private readonly Augmentation _augmentation;
    private readonly ConcurrentBag<Batch> _free = [];

    private BatchLoader(SampleCache samples, Split split, int batch, int prefetch, ulong? shuffleSeed, Augmentation augmentation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(prefetch, 1);
        (_samples, _split, _batch, _prefetch, _shuffleSeed, _augmentation) = (samples, split, batch, prefetch, shuffleSeed, augmentation);
        Size = augmentation.OutputSize(samples.Dataset.Size);
        var count = samples.Dataset.Count(split);
        BatchesPerEpoch = shuffleSeed is null ? (count + batch - 1) / batch : count / batch;
    }

    /// <summary>Height and width of the batches.</summary>
    public Size Size { get; }

    /// <summary>Number of batches in an epoch.</summary>
    public int BatchesPerEpoch { get; }

    /// <summary>Batches of the training split, shuffled and augmented; a last one that would be smaller is left out.</summary>
    /// <param name="samples">The samples; their <see cref="SampleCache.Statistics"/> are used.</param>
    /// <param name="batch">Samples per batch, ≥ 1.</param>
    /// <param name="augmentation">How samples are varied.</param>
    /// <param name="seed">Seed of order and augmentation.</param>
    /// <param name="prefetch">Batches that are made ahead, ≥ 1.</param>
    /// <exception cref="UserErrorException">The split has fewer samples than one batch.</exception>
    public static BatchLoader Training(SampleCache samples, int batch, AugmentationSpecification augmentation, ulong seed, int prefetch = 2)
    {
        if (samples.Dataset.Count(Split.Train) < batch)
            throw new UserErrorException(new SourcePlace("training.batch"), ErrorCodes.Contradiction, $"a batch has {batch} images, but the training split only {samples.Dataset.Count(Split.Train)}");
        return new BatchLoader(samples, Split.Train, batch, prefetch, seed, new Augmentation(augmentation, samples.Statistics.Normalization));
    }

    /// <summary>Batches of a split in order and unvaried; the last one may be smaller.</summary>
    /// <param name="samples">The samples; their <see cref="SampleCache.Statistics"/> are used.</param>
    /// <param name="split">The split.</param>
    /// <param name="batch">Samples per batch, ≥ 1.</param>
    /// <param name="prefetch">Batches that are made ahead, ≥ 1.</param>
    public static BatchLoader Evaluation(SampleCache samples, Split split, int batch, int prefetch = 2) =>
        new(samples, split, batch, prefetch, null, new Augmentation(Augmentation.None, samples.Statistics.Normalization));

    /// <summary>The batches of one epoch. Ending the enumeration early stops the work under way and waits for it.</summary>
    /// <param name="epoch">1-based.</param>
    /// <param name="cancellation">Ends the epoch.</param>
    /// <exception cref="UserErrorException">While enumerating: a sample cannot be read.</exception>
    /// <exception cref="OperationCanceledException">While enumerating: cancelled.</exception>
    public IEnumerable<Batch> Epoch(int epoch = 1, CancellationToken cancellation = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var order = Order(epoch);
        var underWay = new Queue<Task<Batch>>();
        var next = 0;
        try
        {
            while (next < Math.Min(_prefetch, BatchesPerEpoch)) Start();
            while (underWay.TryPeek(out var task))
            {
                var batch = task.GetAwaiter().GetResult();
                underWay.Dequeue();
                if (next < BatchesPerEpoch) Start();
                yield return batch;
                _free.Add(batch);
            }
        }
        finally
        {
            stop.Cancel();
            // WaitAny, because unlike Wait it does not throw: the failure that matters was thrown above.
            Task.WaitAny([Task.WhenAll(underWay)], CancellationToken.None);
        }

        void Start()
        {
            var indices = order.AsMemory(next * _batch, Math.Min(_batch, order.Length - next * _batch));
            next++;
            underWay.Enqueue(Task.Run(() => Fill(epoch, indices.Span, stop.Token), stop.Token));
        }
    }

    private int[] Order(int epoch)
    {
        var order = Enumerable.Range(0, _samples.Dataset.Count(_split)).ToArray();
        if (_shuffleSeed is { } seed) RandomStreams.Create(seed, "shuffle", epoch).Shuffle(order);
        return order;
    }

    private Batch Fill(int epoch, ReadOnlySpan<int> indices, CancellationToken cancellation)
    {
        var batch = _free.TryTake(out var free) ? free : new Batch(_batch, Size);
        batch.Count = indices.Length;
        for (var i = 0; i < indices.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var index = batch.Indices[i] = indices[i];
            var random = RandomStreams.Create(_shuffleSeed ?? 0, "augment", epoch, index);
            _augmentation.Apply(_samples.Load(_split, index), random, Size, batch.Image(i), batch.LabelsOf(i));
        }
        return batch;
    }
}
