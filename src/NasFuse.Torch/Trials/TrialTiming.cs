using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Core.Objectives;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;
using NasFuse.Torch.Measurement;

namespace NasFuse.Torch.Trials;

/// <summary>Measures the latency of trials before they are trained: it does not depend on the values of weights.</summary>
/// <param name="latency">How it is measured; its size is set.</param>
/// <param name="measurer">What measures it.</param>
internal sealed class TrialTiming(LatencySpecification latency, LatencyMeasurer measurer)
{
    /// <summary>The trial with its latency, the 95th percentile beside it, and how both were measured.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="architecture">Its architecture.</param>
    /// <param name="metric">Name of the latency: <c>latencyMs</c>, <c>latencyMs@h200</c>.</param>
    public Trial Time(Trial trial, Architecture architecture, string metric)
    {
        var size = latency.Size!.Value;
        var graph = architecture.Lower(new Size(size[0], size[1])).Deployed();
        var weights = WeightInitializer.Create(graph, RandomStreams.Create(trial.Seed, "weights"));
        var measured = measurer.Measure(graph, weights, latency.Batch, latency.Runs);
        return trial with
        {
            LatencyBackend = measured.Backend,
            Metrics = trial.Metrics.SetItem(metric, measured.Statistics.MedianMs).SetItem(MetricNames.P95Of(metric), measured.Statistics.P95Ms),
        };
    }
}
