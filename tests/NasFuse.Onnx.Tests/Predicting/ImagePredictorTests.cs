using NasFuse.Core.Graphs;
using NasFuse.Core.Metrics;
using NasFuse.Onnx.Predicting;
using NasFuse.Onnx.Running;
using NasFuse.TestKit.Graphs;

namespace NasFuse.Onnx.Tests.Predicting;

public sealed class ImagePredictorTests
{
    private static readonly Size s_tile = new(12, 16);

    [Fact]
    public void An_image_of_the_network_s_size_gives_the_largest_logits()
    {
        using var network = Load(kernel: 3, s_tile);
        var rgb = Noise(s_tile, seed: 1);
        var expected = ClassPrediction.FromLogits(network.Run(Normalized(rgb, s_tile)), 5);

        Assert.Equal(expected, new ImagePredictor(network, Exported.Metadata).Predict(rgb, s_tile));
        Assert.True(expected.Distinct().Count() > 2);
    }

    [Theory, InlineData(12, 16), InlineData(13, 16), InlineData(40, 31), InlineData(24, 32)]
    public void Tiles_of_a_network_that_looks_at_one_pixel_give_what_the_whole_image_gives(int height, int width)
    {
        var size = new Size(height, width);
        using OnnxNetwork tile = Load(kernel: 1, s_tile), whole = Load(kernel: 1, size);
        var rgb = Noise(size, seed: 2);

        var expected = new ImagePredictor(whole, Exported.Metadata).Predict(rgb, size);
        foreach (var overlap in (double[])[0, 0.25, 0.6])
            Assert.Equal(expected, new ImagePredictor(tile, Exported.Metadata).PredictTiled(rgb, size, overlap));
    }

    [Fact]
    public void Overlap_hides_seams()
    {
        // A 7×7 kernel sees zeros beyond a tile's edge, so tiles without overlap are wrong along their seams.
        var size = new Size(100, 130);
        using OnnxNetwork tile = Load(kernel: 7, new Size(40, 50)), whole = Load(kernel: 7, size);
        var rgb = Noise(size, seed: 3);
        var expected = new ImagePredictor(whole, Exported.Metadata).Predict(rgb, size);
        var predictor = new ImagePredictor(tile, Exported.Metadata);

        var (without, with) = (Differing(predictor.PredictTiled(rgb, size, 0), expected), Differing(predictor.PredictTiled(rgb, size, 0.5), expected));
        Assert.True(with < without / 3, $"{with} pixels differ with overlap, {without} without");
    }

    [Fact]
    public void A_network_for_several_images_predicts_one()
    {
        using OnnxNetwork one = Load(kernel: 3, s_tile), three = Load(kernel: 3, s_tile, batch: 3), any = Load(kernel: 3, s_tile, batch: null);
        var rgb = Noise(s_tile, seed: 4);
        var expected = new ImagePredictor(one, Exported.Metadata).Predict(rgb, new Size(25, 33));

        foreach (var network in (OnnxNetwork[])[three, any])
            Assert.Equal(expected, new ImagePredictor(network, Exported.Metadata).Predict(rgb, new Size(25, 33)));
    }

    [Fact]
    public void An_image_smaller_than_a_tile_is_refused()
    {
        using var network = Load(kernel: 1, s_tile);
        var predictor = new ImagePredictor(network, Exported.Metadata);
        Assert.False(predictor.CanTile(new Size(11, 16)));
        Assert.Throws<ArgumentException>(() => predictor.PredictTiled(new byte[3 * 11 * 16], new Size(11, 16), 0.5));
    }

    private static OnnxNetwork Load(int kernel, Size size, int? batch = 1)
    {
        var builder = new GraphBuilder(size);
        var graph = builder.Build(builder.Conv(builder.Image, 5, kernel));
        return Exported.Load(graph, RandomValues.Weights(graph, new Random(7)), batch);
    }

    private static byte[] Noise(Size size, int seed)
    {
        var rgb = new byte[3 * size.Height * size.Width];
        new Random(seed).NextBytes(rgb);
        return rgb;
    }

    private static float[] Normalized(byte[] rgb, Size size)
    {
        var (mean, deviation, area) = (Exported.Metadata.Mean, Exported.Metadata.StandardDeviation, size.Height * size.Width);
        return [.. rgb.Select((value, i) => (value / 255f - mean[i / area]) / deviation[i / area])];
    }

    private static int Differing(byte[] a, byte[] b) => a.Zip(b).Count(pair => pair.First != pair.Second);
}
