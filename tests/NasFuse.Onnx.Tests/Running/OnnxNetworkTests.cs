using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;
using NasFuse.Onnx.Running;
using NasFuse.Onnx.Writing;
using NasFuse.TestKit.Graphs;

namespace NasFuse.Onnx.Tests.Running;

public sealed class OnnxNetworkTests
{
    private static readonly Graph Small = PrimitiveCases.Create("conv and batch norm", new Size(9, 12));

    [Fact]
    public void Knows_its_shapes_and_threads()
    {
        using var network = Load(batch: 2, threads: 2);
        Assert.Equal(new TensorShape(3, 9, 12), network.InputShape);
        Assert.Equal(new TensorShape(6, 9, 12), network.OutputShape);
        Assert.Equal((2, 2), (network.Batch, network.Threads));
    }

    [Fact]
    public void Refuses_images_of_another_length()
    {
        using var network = Load(batch: 2);
        foreach (var count in (int[])[0, 1, 324, 648 + 1, 3 * 324]) Assert.Throws<ArgumentException>(() => network.Run(new float[count]));
        Assert.Equal(2 * 6 * 9 * 12, network.Run(new float[648]).Length);
    }

    [Fact]
    public void Can_run_on_many_threads_at_once()
    {
        using var network = Load();
        var images = Enumerable.Range(0, 8).Select(seed => RandomValues.Images(Small, 1, new Random(seed))).ToArray();
        var expected = images.Select(network.Run).ToArray();
        Parallel.For(0, 64, i => Assert.Equal(expected[i % 8], network.Run(images[i % 8])));
    }

    [Fact]
    public void Latency_is_measured()
    {
        using var network = Load();
        var latency = network.MeasureLatency(20, TimeProvider.System);
        Assert.InRange(latency.MedianMs, 1e-4, 10_000);
        Assert.True(latency.MinMs <= latency.MedianMs && latency.MedianMs <= latency.P95Ms);
        Assert.Equal(20, latency.Samples.Length);
    }

    [Fact]
    public void A_larger_network_takes_longer()
    {
        var builder = new GraphBuilder(new Size(64, 64));
        var graph = builder.Build(builder.Conv(builder.Conv(builder.Image, 64, 3), 64, 3));
        using OnnxNetwork small = Load(), large = Exported.Load(graph, RandomValues.Weights(graph, new Random(1)));
        Assert.True(large.MeasureLatency(9, TimeProvider.System).MinMs > 3 * small.MeasureLatency(9, TimeProvider.System).MinMs);
    }

    [Theory, InlineData(0), InlineData(10), InlineData(200)]
    public void A_damaged_model_is_a_user_error_that_names_the_file(int kept)
    {
        var model = OnnxWriter.Write(Small, RandomValues.Weights(Small, new Random(1)), Exported.Metadata)[..kept];
        var error = Assert.Throws<UserErrorException>(() => OnnxNetwork.Load(model, 1, "out/model.onnx"));
        Assert.Equal("out/model.onnx", error.Diagnostics.Single().Place.File);
        Assert.Equal(ErrorCodes.CorruptFile, error.Diagnostics.Single().Code);
    }

    private static OnnxNetwork Load(int? batch = 1, int threads = 1) => Exported.Load(Small, RandomValues.Weights(Small, new Random(1)), batch, threads);
}
