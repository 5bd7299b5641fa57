using CsCheck;
using NasFuse.Data.Decoding;

namespace NasFuse.Data.Tests.Decoding;

public sealed class ResamplerTests
{
    [Fact]
    public void Halving_averages_two_by_two()
    {
        byte[] plane = [0, 4, 10, 20, 8, 12, 30, 40];
        var sample = new SegmentationSample("x", new Size(2, 4), [.. plane, .. plane, .. plane], [0, 1, 2, 3, 4, 5, 6, 7]);
        var half = Resampler.Resize(sample, new Size(1, 2));
        Assert.Equal([6, 25, 6, 25, 6, 25], half.Rgb);
        Assert.Equal([5, 7], half.Labels);
    }

    [Fact]
    public void Enlarging_interpolates_between_pixel_centres()
    {
        byte[] plane = [0, 100];
        var sample = new SegmentationSample("x", new Size(1, 2), [.. plane, .. plane, .. plane], [3, 9]);
        var large = Resampler.Resize(sample, new Size(1, 4));
        Assert.Equal([0, 25, 75, 100], large.Rgb[..4]);
        Assert.Equal([3, 3, 9, 9], large.Labels);
    }

    [Fact]
    public void The_same_size_is_the_same_sample()
    {
        var sample = new SegmentationSample("x", new Size(1, 2), new byte[6], new byte[2]);
        Assert.Same(sample, Resampler.Resize(sample, new Size(1, 2)));
    }

    [Fact]
    public void Weights_sum_to_one_and_stay_inside() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 60]).Sample((source, target) =>
        {
            var axis = new ResampleAxis(source, target);
            for (var i = 0; i < target; i++)
            {
                var sum = 0f;
                foreach (var (index, weight) in axis.Taps(i))
                {
                    Assert.InRange(index, 0, source - 1);
                    sum += weight;
                }
                Assert.Equal(1, sum, 1e-5f);
            }
        });

    [Fact]
    public void A_plain_image_stays_plain_and_labels_stay_labels() =>
        Gen.Select(Gen.Int[1, 30], Gen.Int[1, 30], Gen.Int[1, 30], Gen.Int[1, 30], Gen.Byte).Sample((h, w, toH, toW, value) =>
        {
            var rgb = Enumerable.Repeat(value, 3 * h * w).ToArray();
            var labels = Enumerable.Range(0, h * w).Select(i => (byte)(i % 5)).ToArray();
            var resized = Resampler.Resize(new SegmentationSample("x", new Size(h, w), rgb, labels), new Size(toH, toW));
            Assert.All(resized.Rgb, actual => Assert.Equal(value, actual));
            Assert.All(resized.Labels, label => Assert.Contains(label, labels));
        });
}
