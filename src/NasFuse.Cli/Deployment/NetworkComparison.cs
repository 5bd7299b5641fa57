using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Core.Measurement;
using NasFuse.Data;
using NasFuse.Onnx;
using NasFuse.Onnx.Packages;
using NasFuse.Onnx.Running;
using NasFuse.Onnx.Verification;
using NasFuse.Torch.Execution;
using NasFuse.Torch.Measurement;
using NasFuse.Torch.Runtime;

namespace NasFuse.Cli.Deployment;

/// <summary>How a comparison is made.</summary>
/// <param name="Images">Images at most.</param>
/// <param name="Threads">CPU threads of both sides.</param>
/// <param name="Limit">Largest absolute difference of logits that passes.</param>
internal sealed record ComparisonSettings(int Images, int Threads, double Limit)
{
    /// <summary>Eight images, all processors.</summary>
    public static ComparisonSettings Default { get; } = new(8, Environment.ProcessorCount, ParityCheck.DefaultLimit);

    /// <summary>Timed runs of each side per round.</summary>
    public int LatencyRuns { get; init; } = ParityCheck.LatencyRuns;

    /// <summary>How often both sides are timed in turn; the runs of all rounds count as one measurement.</summary>
    public int LatencyRounds { get; init; } = 1;
}

/// <summary>What came of running an exported network beside the trained one.</summary>
/// <param name="Parity">How far they differ, and the latency in ONNX Runtime.</param>
/// <param name="Torch">Latency of the trained one, batch normalisations folded.</param>
/// <param name="Nodes">Latency of its nodes.</param>
/// <param name="Batch">Images per run of all latencies.</param>
internal sealed record NetworkComparison(ParityReport Parity, LatencyMeasurement Torch, NodeLatencies Nodes, int Batch)
{
    /// <summary>Ratio of 95th percentile to median that an idle machine stays below.</summary>
    internal const double DisturbedSpread = 2;

    /// <summary>Runs both on images of the validation split, then times both with as many threads.</summary>
    /// <param name="graph">The deployed graph at the data's size, as it was trained.</param>
    /// <param name="weights">Its values.</param>
    /// <param name="model">The exported network.</param>
    /// <param name="dataset">The data.</param>
    /// <param name="metadata">The normalisation.</param>
    /// <param name="settings">How.</param>
    /// <param name="clock">Where time comes from.</param>
    public static NetworkComparison Run(
        Graph graph, WeightSet weights, byte[] model, SegmentationDataset dataset, NetworkMetadata metadata, ComparisonSettings settings, TimeProvider clock)
    {
        using var trained = new ReferenceNetwork(graph, weights, settings.Threads);
        using var exported = OnnxNetwork.Load(model, settings.Threads);
        var batch = exported.Batch ?? 1;
        List<LatencyMeasurement> torch = [trained.MeasureLatency(batch, settings.LatencyRuns, clock)];
        var samples = VerificationData.Take(dataset, settings.Images, metadata);
        var parity = ParityCheck.Run(trained.Predict, exported, samples, clock, settings.Limit, settings.LatencyRuns);
        List<LatencyStatistics> onnx = [parity.Latency];
        for (var round = 1; round < settings.LatencyRounds; round++)
        {
            torch.Add(trained.MeasureLatency(batch, settings.LatencyRuns, clock));
            onnx.Add(exported.MeasureLatency(settings.LatencyRuns, clock));
        }
        var pooled = torch[0] with { Statistics = LatencyStatistics.Pool([.. torch.Select(round => round.Statistics)]) };
        var nodes = trained.MeasureNodes(metadata.ArchitectureId, batch, settings.LatencyRuns, clock);
        var decides = graph.Nodes.Any(node => node.Primitive.Decides);
        return new NetworkComparison(parity with { Latency = LatencyStatistics.Pool(onnx), Decides = decides }, pooled, nodes, batch);
    }

    /// <summary>True when a latency varied so much that other work must have been running on the machine.</summary>
    public bool WasDisturbed => new[] { Torch.Statistics, Parity.Latency }.Any(latency => latency.P95Ms > DisturbedSpread * latency.MedianMs);

    /// <summary>Both latencies as packages keep them.</summary>
    public IEnumerable<LatencyResult> Latencies()
    {
        yield return LatencyResult.From(Torch.Statistics, $"torch {TorchRuntime.Version}", "cpu", Parity.LatencyThreads, Batch);
        yield return LatencyResult.From(Parity.Latency, OnnxNetwork.Backend, "cpu", Parity.LatencyThreads, Batch);
    }
}
