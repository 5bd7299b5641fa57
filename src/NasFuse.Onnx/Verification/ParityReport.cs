using NasFuse.Core.Measurement;

namespace NasFuse.Onnx.Verification;

/// <summary>How closely an exported network repeats the one that was trained, on real images.</summary>
/// <remarks>Immutable and thread-safe. Differences are absolute differences of logits.</remarks>
public sealed record ParityReport
{
    /// <summary>Images compared, ≥ 1.</summary>
    public required int Images { get; init; }

    /// <summary>Largest difference; infinite when either side gave not-a-number.</summary>
    public required double MaxDifference { get; init; }

    /// <summary>Mean difference.</summary>
    public required double MeanDifference { get; init; }

    /// <summary>Difference that 99.9 % of all logits do not exceed, rounded up by at most 0.05 %.</summary>
    public required double P999Difference { get; init; }

    /// <summary>Share of pixels for which both predict the same class, 0..1.</summary>
    public required double PixelAgreement { get; init; }

    /// <summary>Mean intersection over union of the reference against the labels, 0..1.</summary>
    public required double ReferenceMiou { get; init; }

    /// <summary>Mean intersection over union of the exported network against the labels, 0..1.</summary>
    public required double OnnxMiou { get; init; }

    /// <summary>Latency of the exported network in ONNX Runtime, one image on the CPU.</summary>
    public required LatencyStatistics Latency { get; init; }

    /// <summary>Threads the latency was measured with.</summary>
    public required int LatencyThreads { get; init; }

    /// <summary>Largest <see cref="Difference"/> that passes.</summary>
    public required double Limit { get; init; }

    /// <summary>Least share of pixels of the same class with which a network that <see cref="Decides"/> passes.</summary>
    public const double LeastAgreement = 0.999;

    /// <summary>
    /// True when the network decides by comparing values (pooling indices, the largest of several). Where two are nearly equal, rounding alone turns a
    /// decision, and a few logits differ by much although both networks are right.
    /// </summary>
    public bool Decides { get; init; }

    /// <summary>The difference that is held against <see cref="Limit"/>: the largest, or the mean for a network that <see cref="Decides"/>.</summary>
    public double Difference => Decides ? MeanDifference : MaxDifference;

    /// <summary>True when the difference does not exceed the limit and, for a network that <see cref="Decides"/>, nearly all pixels agree.</summary>
    public bool Passed => Difference <= Limit && (!Decides || PixelAgreement >= LeastAgreement);
}
