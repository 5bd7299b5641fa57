using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Analysis;

/// <summary>Reads metrics of trials, counted ones included.</summary>
public static class MetricValues
{
    /// <summary>A metric of a trial; null when it was not measured or is not finite.</summary>
    public static double? ValueOf(this Trial trial, string metric) => trial.Metrics.TryGetValue(metric, out var value)
        ? double.IsFinite(value) ? value : null
        : metric switch
        {
            MetricNames.Parameters => trial.Parameters,
            MetricNames.Macs => trial.Macs,
            MetricNames.ActivationBytes => trial.ActivationBytes,
            _ => null,
        };

    /// <summary>Latencies that were measured: <c>latencyMs</c>, <c>latencyMs@h200</c>; <c>latencyMs</c> when none was.</summary>
    public static IReadOnlyList<string> Latencies(this IEnumerable<Trial> trials)
    {
        string[] measured = [.. trials.SelectMany(trial => trial.Metrics.Keys).Where(MetricNames.IsLatency).Distinct().Order(StringComparer.Ordinal)];
        return measured.Length > 0 ? measured : [MetricNames.LatencyMs];
    }

    /// <summary>Trials in which a latency was measured, by number, without those that took over another's.</summary>
    public static Trial[] WithLatency(this IEnumerable<Trial> trials, string latency) =>
        [.. trials.Where(trial => trial.IsOriginal && trial.ValueOf(latency) > 0)];
}
