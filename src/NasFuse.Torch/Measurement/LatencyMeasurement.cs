using NasFuse.Core.Measurement;

namespace NasFuse.Torch.Measurement;

/// <summary>A measured latency and how it was measured.</summary>
/// <param name="Statistics">Times of one forward pass, milliseconds.</param>
/// <param name="Backend">What ran it: <c>torch 2.10 cpu fp32, 2 threads, batch 1, 180x240, median of 40</c>.</param>
public sealed record LatencyMeasurement(LatencyStatistics Statistics, string Backend);
