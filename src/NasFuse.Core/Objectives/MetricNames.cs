namespace NasFuse.Core.Objectives;

/// <summary>The metrics a trial can have; objectives and constraints name them.</summary>
public static class MetricNames
{
    /// <summary>Mean intersection over union on the validation split, 0..1.</summary>
    public const string MeanIou = "miou";

    /// <summary>Share of validation pixels with the right class, 0..1.</summary>
    public const string PixelAccuracy = "pixelAccuracy";

    /// <summary>Median time of one forward pass of the deployed graph, milliseconds.</summary>
    public const string LatencyMs = "latencyMs";

    /// <summary>95th percentile of the same passes, milliseconds. Recorded beside <see cref="LatencyMs"/>; neither an objective nor a constraint.</summary>
    public const string LatencyP95Ms = "latencyP95Ms";

    /// <summary>Trainable values of the deployed graph.</summary>
    public const string Parameters = "parameters";

    /// <summary>Multiply-accumulates of the deployed graph for one image.</summary>
    public const string Macs = "macs";

    /// <summary>Largest sum of live float32 activations of the deployed graph for one image, bytes.</summary>
    public const string ActivationBytes = "activationBytes";

    /// <summary>Metrics known from the graph alone, before any device time is spent.</summary>
    public static IReadOnlyList<string> Static { get; } = [Parameters, Macs, ActivationBytes];

    /// <summary>All metrics but those that name a class of devices (<see cref="DeviceClass"/>).</summary>
    public static IReadOnlyList<string> All { get; } = [MeanIou, PixelAccuracy, LatencyMs, .. Static];

    /// <summary>True for what an objective or a constraint can name: one of <see cref="All"/>, or the latency on a class of devices.</summary>
    public static bool Has(string metric) => All.Contains(metric) || (IsLatency(metric) && DeviceClass.Of(metric) is { } named && DeviceClass.IsValid(named));

    /// <summary>True for the median latency, wherever it is measured: <c>latencyMs</c>, <c>latencyMs@h200</c>.</summary>
    public static bool IsLatency(string metric) => QuantityOf(metric) == LatencyMs;

    /// <summary>The 95th percentile beside a median latency: <c>latencyP95Ms@h200</c> of <c>latencyMs@h200</c>.</summary>
    public static string P95Of(string latency) => DeviceClass.Of(latency) is { } named ? $"{LatencyP95Ms}@{named}" : LatencyP95Ms;

    /// <summary>True for metrics known before training: static ones and those measured on untrained weights.</summary>
    public static bool IsKnownBeforeTraining(string metric) => Static.Contains(metric) || QuantityOf(metric) is LatencyMs or LatencyP95Ms;

    /// <summary>The metric without the class of devices that it is measured on.</summary>
    public static string QuantityOf(string metric) => DeviceClass.Of(metric) is { } named ? metric[..^(named.Length + 1)] : metric;

    /// <summary>Which way a metric is better unless a study says otherwise.</summary>
    public static Direction UsualDirection(string metric) => metric is MeanIou or PixelAccuracy ? Direction.Maximize : Direction.Minimize;
}
