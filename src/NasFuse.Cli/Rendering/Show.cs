using NasFuse.Core.Architectures;
using NasFuse.Core.Drawing;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;

namespace NasFuse.Cli.Rendering;

/// <summary>How numbers are shown to people, everywhere the same.</summary>
internal static class Show
{
    /// <summary>A metric with its unit: <c>0.523</c>, <c>7.4 ms</c>, <c>0.31 M</c>.</summary>
    public static string Metric(string name, double value) => MetricText.Of(name, value);

    /// <summary>A metric with its standard deviation or error: <c>0.523 ± 0.012</c>, <c>7.4 ± 0.2 ms</c>.</summary>
    public static string Metric(string name, double value, double error) => MetricText.Of(name, value, error);

    /// <summary>Latency with its 95th percentile when known.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="latency">Which: <c>latencyMs</c>, <c>latencyMs@h200</c>.</param>
    public static string Latency(Trial trial, string latency = MetricNames.LatencyMs) =>
        !trial.Metrics.TryGetValue(latency, out var median) ? "–"
        : trial.Metrics.TryGetValue(MetricNames.P95Of(latency), out var p95)
            ? FormattableString.Invariant($"{median:F1} ms (p95 {p95:F1})") : Metric(latency, median);

    /// <summary><c>0.31 M</c>; small numbers as <c>54.7 k</c> and <c>464</c>.</summary>
    public static string Millions(double value) => Amount.Short(value);

    /// <summary>The header of a metric's column.</summary>
    public static string Title(string metric) => MetricText.Title(metric);

    /// <summary>A duration a person can grasp: <c>2d 04h</c>, <c>1h 12m</c>, <c>4m 10s</c>, <c>9s</c>.</summary>
    public static string Duration(TimeSpan time) => MetricText.Duration(time);

    /// <summary><c>1 thread</c>, <c>2 threads</c>.</summary>
    public static string Threads(int threads) => threads == 1 ? "1 thread" : $"{threads} threads";

    /// <summary>Names of the fusions an architecture uses, most used first.</summary>
    public static string Fusions(Trial trial) => FusionNames.Of(ArchitectureText.Parse(trial.Architecture));
}
