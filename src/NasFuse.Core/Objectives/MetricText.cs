using NasFuse.Core.Drawing;

namespace NasFuse.Core.Objectives;

/// <summary>How metrics and durations are shown to people, everywhere the same: console, pictures, pages.</summary>
public static class MetricText
{
    /// <summary>A metric with its unit: <c>0.523</c>, <c>7.4 ms</c>, <c>0.31 M</c>; <c>–</c> when it is not finite.</summary>
    /// <param name="name">Name of the metric.</param>
    /// <param name="value">Its value, in the metric's unit.</param>
    public static string Of(string name, double value) => MetricNames.QuantityOf(name) switch
    {
        _ when !double.IsFinite(value) => "–",
        MetricNames.MeanIou or MetricNames.PixelAccuracy => Format($"{value:F3}"),
        MetricNames.LatencyMs or MetricNames.LatencyP95Ms => Format($"{value:F1} ms"),
        MetricNames.Parameters or MetricNames.Macs => Amount.Short(value),
        MetricNames.ActivationBytes => Format($"{value / (1 << 20):F1} MiB"),
        _ => Format($"{value:G4}"),
    };

    /// <summary>A metric with its standard deviation or error: <c>0.523 ± 0.012</c>, <c>7.4 ± 0.2 ms</c>.</summary>
    /// <param name="name">Name of the metric.</param>
    /// <param name="value">Its value, in the metric's unit.</param>
    /// <param name="error">Its deviation or error, in the same unit; left out when it is not finite.</param>
    public static string Of(string name, double value, double error) => MetricNames.QuantityOf(name) switch
    {
        _ when !double.IsFinite(value) || !double.IsFinite(error) => Of(name, value),
        MetricNames.MeanIou or MetricNames.PixelAccuracy => Format($"{value:F3} ± {error:F3}"),
        MetricNames.LatencyMs => Format($"{value:F1} ± {error:F1} ms"),
        _ => error == 0 ? Of(name, value) : $"{Of(name, value)} ± {Of(name, error)}",
    };

    /// <summary>The header of a metric's column.</summary>
    public static string Title(string metric) => metric switch
    {
        MetricNames.MeanIou => "mIoU",
        MetricNames.PixelAccuracy => "pixel acc.",
        MetricNames.LatencyMs => "latency",
        MetricNames.LatencyP95Ms => "latency p95",
        MetricNames.Parameters => "params",
        MetricNames.Macs => "MACs",
        MetricNames.ActivationBytes => "activations",
        _ when DeviceClass.Of(metric) is { } named => $"{Title(MetricNames.QuantityOf(metric))} {named}",
        _ => metric,
    };

    /// <summary>A latency in a sentence: <c>latency</c>, <c>latency on h200</c>.</summary>
    public static string Latency(string metric) => DeviceClass.Of(metric) is { } named ? $"latency on {named}" : "latency";

    /// <summary>What an axis shows, with its unit and which way is better.</summary>
    public static string AxisLabel(Objective objective)
    {
        var unit = objective.Name switch
        {
            MetricNames.MeanIou => "mIoU (validation)",
            MetricNames.PixelAccuracy => "pixel accuracy (validation)",
            MetricNames.Parameters => "parameters",
            MetricNames.Macs => "multiply-accumulates",
            MetricNames.ActivationBytes => "peak activations, bytes",
            var name when MetricNames.IsLatency(name) => $"{Latency(name)}, ms (median)",
            var name => name,
        };
        return $"{unit}, {(objective.Direction == Direction.Maximize ? "higher" : "lower")} is better";
    }

    /// <summary>A duration a person can grasp: <c>2d 04h</c>, <c>1h 12m</c>, <c>4m 10s</c>, <c>9s</c>.</summary>
    public static string Duration(TimeSpan time) =>
        time.TotalDays >= 1 ? Format($"{(int)time.TotalDays}d {time.Hours:00}h")
        : time.TotalHours >= 1 ? $"{time.Hours}h {time.Minutes:00}m"
        : time.TotalMinutes >= 1 ? $"{time.Minutes}m {time.Seconds:00}s" : $"{time.Seconds}s";

    private static string Format(FormattableString text) => FormattableString.Invariant(text);
}
