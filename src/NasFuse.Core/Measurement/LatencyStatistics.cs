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

    /// <summary><c>7.41 ms (p95 7.90 ms, 50 runs)</c></summary>
    public override string ToString() => $"{MedianMs:0.00} ms (p95 {P95Ms:0.00} ms, {Runs} runs)";
}
