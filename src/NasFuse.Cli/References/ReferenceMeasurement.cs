using System.Text.Json;
using System.Text.Json.Nodes;
using NasFuse.Cli.Deployment;
using NasFuse.Core.Measurement;

namespace NasFuse.Cli.References;

/// <summary>Latency of one backend, milliseconds per image.</summary>
/// <param name="MedianMs">Median of all runs.</param>
/// <param name="P95Ms">95th percentile.</param>
internal readonly record struct LatencyFigures(double MedianMs, double P95Ms)
{
    public static LatencyFigures Of(LatencyStatistics statistics) => new(statistics.MedianMs, statistics.P95Ms);
}

/// <summary>How a trained reference runs in torch and, exported, in ONNX Runtime; kept in the trial's folder.</summary>
/// <param name="Torch">Latency in torch, on the CPU, as it ships.</param>
/// <param name="Onnx">Latency in ONNX Runtime.</param>
/// <param name="Parity">
/// Largest absolute difference of logits, or the mean one for a network that decides by comparing values; infinite when either side gave not-a-number.
/// </param>
/// <param name="Limit">Largest such difference that passes.</param>
/// <param name="Passed">True when the exported network computes what was trained.</param>
/// <param name="TorchMiou">mIoU of the compared images in torch, 0..1.</param>
/// <param name="OnnxMiou">mIoU of the compared images in ONNX Runtime, 0..1.</param>
/// <param name="Images">Images compared.</param>
internal sealed record ReferenceMeasurement(
    LatencyFigures Torch, LatencyFigures Onnx, double Parity, double Limit, bool Passed, double TorchMiou, double OnnxMiou, int Images)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "reference.json";

    /// <summary>True when a latency varied so much that other work must have been running on the machine.</summary>
    public bool WasDisturbed => new[] { Torch, Onnx }.Any(latency => latency.P95Ms > NetworkComparison.DisturbedSpread * latency.MedianMs);

    /// <summary>Takes what matters from a comparison.</summary>
    public static ReferenceMeasurement Of(NetworkComparison comparison) => new(
        LatencyFigures.Of(comparison.Torch.Statistics), LatencyFigures.Of(comparison.Parity.Latency),
        double.IsFinite(comparison.Parity.MaxDifference) ? comparison.Parity.Difference : double.PositiveInfinity,
        comparison.Parity.Limit, comparison.Parity.Passed, comparison.Parity.ReferenceMiou, comparison.Parity.OnnxMiou, comparison.Parity.Images);

    /// <summary>As it is kept, with the conditions it was measured under.</summary>
    public JsonObject ToJson(JsonObject conditions, DateTimeOffset measured) => new()
    {
        ["measured"] = measured.UtcDateTime.ToString("O"),
        ["conditions"] = conditions.DeepClone(),
        ["torch"] = Figures(Torch),
        ["onnx"] = Figures(Onnx),
        ["parity"] = double.IsFinite(Parity) ? Parity : null,
        ["limit"] = Limit,
        ["passed"] = Passed,
        ["miou"] = new JsonObject { ["torch"] = TorchMiou, ["onnx"] = OnnxMiou },
        ["images"] = Images,
    };

    /// <summary>Reads a file back; null when it is not there, is damaged, or was measured under other conditions.</summary>
    public static ReferenceMeasurement? Read(string path, JsonObject conditions)
    {
        if (!File.Exists(path)) return null;
        try
        {
            var json = JsonNode.Parse(File.ReadAllBytes(path))!;
            return JsonNode.DeepEquals(json["conditions"], conditions) ? Read(json) : null;
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException or FormatException or NullReferenceException)
        {
            return null;
        }
    }

    private static ReferenceMeasurement Read(JsonNode json) => new(
        Figures(json["torch"]!), Figures(json["onnx"]!), (double?)json["parity"] ?? double.PositiveInfinity, (double)json["limit"]!, (bool)json["passed"]!,
        (double)json["miou"]!["torch"]!, (double)json["miou"]!["onnx"]!, (int)json["images"]!);

    private static JsonObject Figures(LatencyFigures latency) => new() { ["medianMs"] = latency.MedianMs, ["p95Ms"] = latency.P95Ms };

    private static LatencyFigures Figures(JsonNode json) => new((double)json["medianMs"]!, (double)json["p95Ms"]!);
}
