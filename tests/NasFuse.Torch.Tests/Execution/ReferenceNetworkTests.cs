using NasFuse.Core.Architectures;
using NasFuse.Core.Graphs;
using NasFuse.Torch.Execution;

namespace NasFuse.Torch.Tests.Execution;

public sealed class ReferenceNetworkTests
{
    private const string Text = "a: 1/2 x8 = conv(k=3,s=2) <- image\ncls: 1/2 x4 = conv(k=1,bn=0,act=none) <- a\nout: 1/1 x4 = id <- cls>up\n";

    [Fact]
    public void It_predicts_what_the_module_predicts()
    {
        var graph = ArchitectureText.Parse(Text).Lower(new Size(24, 32)).Deployed();
        using var store = TestNetworks.RandomStore(graph);
        using var images = TestNetworks.RandomImages(graph, batch: 1);
        using var expected = new GraphModule(graph, store).Predict(images);
        using var network = new ReferenceNetwork(graph, store.ToWeightSet(), threads: 1);

        Assert.Equal(expected.data<float>().ToArray(), network.Predict(images.data<float>().ToArray()));
    }

    [Fact]
    public void It_times_batches()
    {
        var graph = ArchitectureText.Parse(Text).Lower(new Size(24, 32)).Deployed();
        using var store = TestNetworks.RandomStore(graph);
        using var network = new ReferenceNetwork(graph, store.ToWeightSet(), threads: 1);

        var latency = network.MeasureLatency(batch: 2, runs: 5, TimeProvider.System);

        Assert.True(latency.Statistics.MedianMs > 0);
        Assert.Contains("batch 2, 24x32, median of 5", latency.Backend, StringComparison.Ordinal);
    }
}
