using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Torch.Measurement;
using NasFuse.Torch.Tests.Training;

namespace NasFuse.Torch.Tests.Measurement;

public sealed class LatencyMeasurerTests
{
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
}
