using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using NasFuse.Data.Loading;

namespace NasFuse.Data.Statistics;

/// <summary>What the training split looks like, at the data's size.</summary>
/// <param name="Normalization">Mean and standard deviation of the pixels.</param>
/// <param name="ClassPixels">Labelled pixels per class.</param>
/// <param name="Images">Images that were looked at.</param>
public sealed record TrainingStatistics(Normalization Normalization, ImmutableArray<long> ClassPixels, int Images)
{
    /// <summary>Larger splits are judged by this many images, evenly spaced over the split.</summary>
    public const int MaxImages = 512;

    /// <summary>Below this a channel counts as constant.</summary>
    private const double SmallestStd = 1.0 / 255;

    /// <summary>Reads the training split. Sums are whole numbers, so the result does not depend on the order of the work.</summary>
    public static TrainingStatistics Compute(SampleCache samples)
    {
        var count = samples.Dataset.Count(Split.Train);
        var images = Math.Min(count, MaxImages);
        var sums = new Sums(samples.Dataset.Classes.Length);
        try
        {
            Parallel.For(0, images, () => new Sums(samples.Dataset.Classes.Length), (i, _, local) => local.Add(samples.Load(Split.Train, (int)((long)i * count / images))), local =>
            {
                lock (sums) sums.Add(local);
            });
        }
        catch (AggregateException exception)
        {
            // Several images may be bad; the first one read is as good as any.
            ExceptionDispatchInfo.Throw(exception.Flatten().InnerExceptions[0]);
        }
        return sums.ToStatistics(images);
    }

    private sealed class Sums(int classes)
    {
        private readonly long[] _values = new long[3];
        private readonly long[] _squares = new long[3];
        private readonly long[] _labels = new long[256];
        private long _pixels;

        public Sums Add(SegmentationSample sample)
        {
            var area = sample.Labels.Length;
            for (var channel = 0; channel < 3; channel++)
            {
                long sum = 0, squares = 0;
                foreach (var value in sample.Rgb.AsSpan(channel * area, area))
                {
                    sum += value;
                    squares += value * value;
                }
                _values[channel] += sum;
                _squares[channel] += squares;
            }
            foreach (var label in sample.Labels) _labels[label]++;
            _pixels += area;
            return this;
        }

        public void Add(Sums other)
        {
            for (var channel = 0; channel < 3; channel++)
            {
                _values[channel] += other._values[channel];
                _squares[channel] += other._squares[channel];
            }
            for (var label = 0; label < _labels.Length; label++) _labels[label] += other._labels[label];
            _pixels += other._pixels;
        }

        public TrainingStatistics ToStatistics(int images)
        {
            var means = _values.Select(sum => (double)sum / _pixels).ToArray();
            var stds = _squares.Select((sum, channel) => Math.Sqrt(Math.Max(0, (double)sum / _pixels - means[channel] * means[channel])));
            var normalization = new Normalization([.. means.Select(mean => mean / 255)], [.. stds.Select(std => Math.Max(SmallestStd, std / 255))]);
            return new TrainingStatistics(normalization, [.. _labels.Take(classes)], images);
        }
    }
}
