using System.Collections.Concurrent;
using NasFuse.Core.Diagnostics;
using NasFuse.Data.Statistics;

namespace NasFuse.Data.Loading;

/// <summary>The samples of a data set, decoded once as long as the memory budget lasts, and what is known about them. Thread-safe.</summary>
/// <remarks>
/// Nothing is evicted: training asks for every sample once per epoch, and for such cyclic access keeping the first ones has the
/// best hit rate, while least-recently-used would have none.
/// </remarks>
public sealed class SampleCache
{
    private readonly ConcurrentDictionary<(Split, int), SegmentationSample> _kept = new();
    private readonly Lazy<TrainingStatistics> _statistics;
    private readonly long _budgetBytes;
    private long _keptBytes;

    /// <summary>Wraps a data set.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="budgetMiB">Memory for decoded samples, MiB (4 bytes per pixel), ≥ 0.</param>
    public SampleCache(SegmentationDataset dataset, int budgetMiB)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(budgetMiB);
        Dataset = dataset;
        _budgetBytes = budgetMiB * 1024L * 1024;
        _statistics = new Lazy<TrainingStatistics>(() => TrainingStatistics.Compute(this));
    }

    /// <summary>The data set.</summary>
    public SegmentationDataset Dataset { get; }

    /// <summary>Statistics of the training split; computed when first asked for, which also fills the cache.</summary>
    /// <exception cref="UserErrorException">A sample cannot be read.</exception>
    public TrainingStatistics Statistics => _statistics.Value;

    /// <summary>Bytes of decoded samples held.</summary>
    public long KeptBytes => Interlocked.Read(ref _keptBytes);

    /// <summary>One sample at the data's size, from memory or decoded.</summary>
    /// <exception cref="UserErrorException">A file is missing, unreadable or wrong.</exception>
    public SegmentationSample Load(Split split, int index)
    {
        if (_kept.TryGetValue((split, index), out var kept)) return kept;
        var sample = Dataset.Load(split, index);
        if (Interlocked.Add(ref _keptBytes, sample.Bytes) > _budgetBytes || !_kept.TryAdd((split, index), sample))
            Interlocked.Add(ref _keptBytes, -sample.Bytes);
        return sample;
    }
}
