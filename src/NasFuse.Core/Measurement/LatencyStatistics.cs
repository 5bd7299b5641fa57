using System.Collections.Immutable;

namespace NasFuse.Core.Measurement;

/// <summary>What a latency measurement found. All times in milliseconds per run.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LatencyStatistics
{
    /// <summary>Middle of all runs: the number that objectives use.</summary>
    public required double MedianMs { get; init; }

    /// <summary>95th percentile.</summary>
    public required double P95Ms { get; init; }

    /// <summary>Fastest run.</summary>
    public required double MinMs { get; init; }

    /// <summary>Number of timed runs.</summary>
    public required int Runs { get; init; }

    /// <summary>Runs before the timed ones.</summary>
    public required int WarmUpRuns { get; init; }

    /// <summary>True when the warm-up ended because times had settled; false when it gave up waiting for that.</summary>
    public required bool WarmUpSettled { get; init; }

    /// <summary>Every timed run, in order of time.</summary>
    public required ImmutableArray<double> Samples { get; init; }

    /// <summary>Statistics of timed runs.</summary>
    /// <param name="samples">Milliseconds of every timed run in order of time, at least one.</param>
    /// <param name="warmUpRuns">Runs before them.</param>
    /// <param name="warmUpSettled">True when the warm-up ended because times had settled.</param>
    public static LatencyStatistics Of(ImmutableArray<double> samples, int warmUpRuns, bool warmUpSettled)
    {
        double[] sorted = [.. samples.Order()];
        return new LatencyStatistics
        {
            MedianMs = Quantiles.OfSorted(sorted, 0.5),
            P95Ms = Quantiles.OfSorted(sorted, 0.95),
            MinMs = sorted[0],
            Runs = samples.Length,
            WarmUpRuns = warmUpRuns,
            WarmUpSettled = warmUpSettled,
            Samples = samples,
        };
    }

    /// <summary>Statistics of all runs of several measurements, as if they were one.</summary>
    /// <param name="parts">At least one.</param>
    public static LatencyStatistics Pool(IReadOnlyCollection<LatencyStatistics> parts) =>
        Of([.. parts.SelectMany(part => part.Samples)], parts.Sum(part => part.WarmUpRuns), parts.All(part => part.WarmUpSettled));

    /// <summary><c>7.41 ms (p95 7.90 ms, 50 runs)</c></summary>
    public override string ToString() => $"{MedianMs:0.00} ms (p95 {P95Ms:0.00} ms, {Runs} runs)";
}
