using System.Text.Json.Nodes;
using NasFuse.Cli.Deployment;
using NasFuse.Onnx.Packages;

namespace NasFuse.Cli.Rendering;

/// <summary>A comparison of an exported network with the trained one, for programs.</summary>
internal static class VerificationJson
{
    public static JsonObject Of(string folder, DeploymentManifest manifest, NetworkComparison comparison)
    {
        var parity = comparison.Parity;
        return new JsonObject
        {
            ["folder"] = folder,
            ["passed"] = parity.Passed,
            ["architectureId"] = manifest.ArchitectureId,
            ["images"] = parity.Images,
            ["maxDifference"] = Number(parity.MaxDifference),
            ["limit"] = parity.Limit,
            ["p999Difference"] = Number(parity.P999Difference),
            ["meanDifference"] = Number(parity.MeanDifference),
            ["pixelAgreement"] = parity.PixelAgreement,
            ["miou"] = new JsonObject { ["torch"] = parity.ReferenceMiou, ["onnx"] = parity.OnnxMiou },
            ["latencies"] = new JsonArray([.. comparison.Latencies().Select(Latency)]),
        };
    }

    private static JsonObject Latency(LatencyResult latency) => new()
    {
        ["backend"] = latency.Backend, ["device"] = latency.Device, ["threads"] = latency.Threads, ["batch"] = latency.Batch,
        ["medianMs"] = latency.MedianMs, ["p95Ms"] = latency.P95Ms, ["runs"] = latency.Runs,
    };

    /// <summary>JSON knows neither NaN nor infinity; both become null.</summary>
    private static JsonNode? Number(double value) => double.IsFinite(value) ? value : null;
}
