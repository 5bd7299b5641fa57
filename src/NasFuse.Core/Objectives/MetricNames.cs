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

    /// <summary>Metrics known before training: static ones and those measured on untrained weights.</summary>
    public static IReadOnlyList<string> BeforeTraining { get; } = [.. Static, LatencyMs];

    /// <summary>All metrics.</summary>
    public static IReadOnlyList<string> All { get; } = [MeanIou, PixelAccuracy, LatencyMs, .. Static];

    /// <summary>Which way a metric is better unless a study says otherwise.</summary>
    public static Direction UsualDirection(string metric) => metric is MeanIou or PixelAccuracy ? Direction.Maximize : Direction.Minimize;
}
