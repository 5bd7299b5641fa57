using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Torch.Measurement;
using NasFuse.Torch.Tests.Training;

namespace NasFuse.Torch.Tests.Measurement;

public sealed class LatencyMeasurerTests
{
    [Fact]
    public void A_node_takes_what_its_primitives_take()
    {
        using var gate = new MeasurementGate();
        var measurer = new LatencyMeasurer(torch.CPU, threads: 1, gate, new TickingClock());
        var graph = TrainingJobs.Architecture.Lower(new Size(24, 32));
        var weights = WeightInitializer.Create(graph, new Random(1));
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var latencies = measurer.MeasureNodes("id", graph, weights, batch: 1, runs: 5);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Equal(1, latencies.WholeMs);
        Assert.Matches("24x32, median of 5$", latencies.Backend);
        // The clock ticks at each reading, so a primitive takes one millisecond.
        var shipped = BatchNormFolding.Fold(graph.Deployed(), weights).Graph;
        var primitives = shipped.Nodes.Skip(1).CountBy(node => node.Name.Split('/')[0]).OrderBy(node => node.Key, StringComparer.Ordinal);
        Assert.Equal(primitives.Select(node => KeyValuePair.Create(node.Key, (double)node.Value)), latencies.NodesMs);
        Assert.Equal(shipped.Nodes.Length - 1, latencies.SumMs);
    }

    [Fact]
    public void Measures_and_says_how()
    {
        using var gate = new MeasurementGate();
        var measurer = new LatencyMeasurer(torch.CPU, threads: 1, gate, TimeProvider.System);
        var graph = TrainingJobs.Architecture.Lower(new Size(24, 32));
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var latency = measurer.Measure(graph, WeightInitializer.Create(graph, new Random(1)), batch: 2, runs: 7);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Matches(@"^torch \d+\.\d+ cpu fp32, 1 thread, batch 2, 24x32, median of 7$", latency.Backend);
        Assert.Equal(7, latency.Statistics.Runs);
        Assert.True(latency.Statistics.WarmUpRuns >= 10);
        Assert.InRange(latency.Statistics.MedianMs, 1e-3, latency.Statistics.P95Ms);
    }

    private sealed class TickingClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => ++_ticks;
    }
}
