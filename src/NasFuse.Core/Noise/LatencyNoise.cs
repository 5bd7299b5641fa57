using NasFuse.Core.Objectives;

namespace NasFuse.Core.Noise;

/// <summary>Noise of latencies where only one measurement was made.</summary>
public static class LatencyNoise
{
    // Standard normal quantile of 95 %.
    private const double Sigmas95 = 1.6448536269514722;

    /// <summary>Spread of the single passes as standard deviation, milliseconds: <c>(p95 − median) / 1.645</c>; 0 when no 95th percentile is known.</summary>
    /// <remarks>
    /// The median of many passes scatters less within one measurement, but measurements at other times differ by more than passes of one
    /// do on average. The spread of the passes stands for that until repeats have measured it.
    /// </remarks>
    /// <param name="metrics">Metrics of a trial.</param>
    /// <param name="latency">Which latency: <c>latencyMs</c>, <c>latencyMs@h200</c>.</param>
    public static double OfPasses(IReadOnlyDictionary<string, double> metrics, string latency = MetricNames.LatencyMs) =>
        metrics.TryGetValue(MetricNames.P95Of(latency), out var p95) && metrics.TryGetValue(latency, out var median) && p95 > median
            ? (p95 - median) / Sigmas95 : 0;
}
