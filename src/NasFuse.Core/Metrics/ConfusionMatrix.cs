namespace NasFuse.Core.Metrics;

/// <summary>Counts pixels by true and predicted class, and says how good a segmentation is.</summary>
/// <remarks>Counts are exact, so the order of adding does not matter. Not thread-safe; give each thread its own and merge them with <see cref="Add(ConfusionMatrix)"/>.</remarks>
public sealed class ConfusionMatrix
{
    /// <summary>The label of pixels that are left out of every count.</summary>
    public const byte IgnoredLabel = 255;

    private readonly long[] _counts;

    /// <summary>Number of classes, 1..255.</summary>
    public int Classes { get; }

    /// <summary>Starts with no pixels.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classes"/> is not in 1..255.</exception>
    public ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, IgnoredLabel);
        Classes = classes;
        _counts = new long[classes * classes];
    }

    /// <summary>Pixels of class <paramref name="truth"/> that were predicted to be of class <paramref name="prediction"/>.</summary>
    public long this[int truth, int prediction] => _counts[truth * Classes + prediction];

    /// <summary>Pixels counted.</summary>
    public long Pixels => _counts.Sum();

    /// <summary>Counts pixels.</summary>
    /// <param name="truth">True classes, uint8; <see cref="IgnoredLabel"/> is left out.</param>
    /// <param name="prediction">Predicted classes, uint8, as many as <paramref name="truth"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a class is out of range.</exception>
    public void Add(ReadOnlySpan<byte> truth, ReadOnlySpan<byte> prediction)
    {
        if (truth.Length != prediction.Length) throw new ArgumentException($"{truth.Length} true but {prediction.Length} predicted classes", nameof(prediction));
        for (var i = 0; i < truth.Length; i++)
        {
            if (truth[i] == IgnoredLabel) continue;
            if (truth[i] >= Classes || prediction[i] >= Classes)
                throw new ArgumentException($"pixel {i} is of class {truth[i]} and predicted {prediction[i]}, but there are {Classes} classes");
            _counts[truth[i] * Classes + prediction[i]]++;
        }
    }

    /// <summary>Adds counts made elsewhere, e.g. on a device.</summary>
    /// <param name="counts"><c>[K, K] int64</c>, rows are true classes, columns predicted ones.</param>
    /// <exception cref="ArgumentException">There are not K² counts.</exception>
    public void AddCounts(ReadOnlySpan<long> counts)
    {
        if (counts.Length != _counts.Length) throw new ArgumentException($"{Classes} classes need {_counts.Length} counts but got {counts.Length}", nameof(counts));
        for (var i = 0; i < counts.Length; i++) _counts[i] += counts[i];
    }

    /// <summary>Adds the pixels of another matrix of as many classes.</summary>
    /// <exception cref="ArgumentException">It has another number of classes.</exception>
    public void Add(ConfusionMatrix other) => AddCounts(other._counts);

    /// <summary>Intersection over union of one class, 0..1; null when it occurs neither in truth nor in prediction.</summary>
    public double? IntersectionOverUnion(int classIndex)
    {
        long inTruth = 0, inPrediction = 0;
        for (var other = 0; other < Classes; other++)
        {
            inTruth += this[classIndex, other];
            inPrediction += this[other, classIndex];
        }
        var intersection = this[classIndex, classIndex];
        var union = inTruth + inPrediction - intersection;
        return union == 0 ? null : (double)intersection / union;
    }

    /// <summary>Mean of the classes' intersections over union, 0..1, without classes that do not occur; 0 when no pixel was counted.</summary>
    public double MeanIntersectionOverUnion => Enumerable.Range(0, Classes).Select(IntersectionOverUnion).Where(iou => iou is not null).DefaultIfEmpty(0).Average() ?? 0;

    /// <summary>Share of pixels whose class is right, 0..1; 0 when no pixel was counted.</summary>
    public double PixelAccuracy => Pixels == 0 ? 0 : (double)Enumerable.Range(0, Classes).Sum(i => this[i, i]) / Pixels;
}
