using NasFuse.Core.Measurement;

namespace NasFuse.Onnx.Packages;

/// <summary>A measured latency and what it was measured with.</summary>
/// <param name="Backend">What ran the network, e.g. <c>ONNX Runtime 1.31.1</c>.</param>
/// <param name="Device">Where, e.g. <c>cpu</c> or <c>cuda:0</c>, with the device's name.</param>
/// <param name="Threads">CPU threads.</param>
/// <param name="Batch">Images per run.</param>
/// <param name="Precision">Number format, e.g. <c>float32</c>.</param>
/// <param name="MedianMs">Median, milliseconds per run.</param>
/// <param name="P95Ms">95th percentile, milliseconds per run.</param>
/// <param name="Runs">Timed runs.</param>
public sealed record LatencyResult(string Backend, string Device, int Threads, int Batch, string Precision, double MedianMs, double P95Ms, int Runs)
{
    /// <summary>Takes the numbers from a measurement.</summary>
    public static LatencyResult From(LatencyStatistics measured, string backend, string device, int threads, int batch = 1, string precision = "float32") =>
        new(backend, device, threads, batch, precision, measured.MedianMs, measured.P95Ms, measured.Runs);
}
