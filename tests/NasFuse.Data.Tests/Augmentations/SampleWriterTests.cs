using CsCheck;
using NasFuse.Data.Augmentations;
using NasFuse.Data.Statistics;

namespace NasFuse.Data.Tests.Augmentations;

public sealed class SampleWriterTests
{
    /// <summary>With these, values come out as they went in.</summary>
    private static readonly ColorTransform Unchanged = ColorTransform.Create(new Normalization([0, 0, 0], [1 / 255.0, 1 / 255.0, 1 / 255.0]));

    private static readonly Gen<(Size Source, SampleView View, Size Window)> Views =
        Gen.Select(Gen.Int[1, 24], Gen.Int[1, 24], Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[-30, 30], Gen.Int[-30, 30], Gen.Bool, Gen.Select(Gen.Int[1, 30], Gen.Int[1, 30]))
            .Select((h, w, scaledH, scaledW, top, left, flip, window) =>
                (new Size(h, w), new SampleView(new Size(scaledH, scaledW), top, left, flip, Unchanged), new Size(window.Item1, window.Item2)));

    [Fact]
    public void Nothing_changes_in_the_plain_view()
    {
        var sample = Noise(new Size(7, 11), 1);
        Assert.Equal(sample.Rgb, Write(sample, new SampleView(sample.Size, 0, 0, false, Unchanged), sample.Size).Rgb);
        Assert.Equal(sample.Labels, Write(sample, new SampleView(sample.Size, 0, 0, false, Unchanged), sample.Size).Labels);
    }

    [Fact]
    public void Mirrored_twice_is_unchanged() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 20], Gen.Int).Sample((h, w, seed) =>
        {
            var sample = Noise(new Size(h, w), seed);
            var view = new SampleView(sample.Size, 0, 0, true, Unchanged);
            var once = Write(sample, view, sample.Size);
            Assert.Equal(sample.Labels.Chunk(w).SelectMany(row => row.Reverse()), once.Labels);
            var twice = Write(once, view, sample.Size);
            Assert.Equal(sample.Rgb, twice.Rgb);
            Assert.Equal(sample.Labels, twice.Labels);
        });

    [Fact]
    public void Every_pixel_comes_from_where_the_view_says() =>
        Views.Sample(item =>
        {
            var (source, view, window) = item;
            // Red is the column, green the row, and the label tells both.
            var area = source.Height * source.Width;
            var rgb = new byte[3 * area];
            var labels = new byte[area];
            for (var i = 0; i < area; i++) (rgb[i], rgb[area + i], labels[i]) = ((byte)(i % source.Width), (byte)(i / source.Width), (byte)((i % source.Width + 24 * (i / source.Width)) % 250));
            var (image, written) = WriteRaw(new SegmentationSample("x", source, rgb, labels), view, window);
            for (var y = 0; y < window.Height; y++)
            {
                for (var x = 0; x < window.Width; x++)
                {
                    int at = y * window.Width + x, sy = y + view.Top, sx = x + view.Left;
                    if (sy < 0 || sx < 0 || sy >= view.Scaled.Height || sx >= view.Scaled.Width)
                    {
                        Assert.Equal((0f, 0f, SegmentationDataset.Void), (image[at], image[window.Height * window.Width + at], written[at]));
                        continue;
                    }
                    if (view.Flip) sx = view.Scaled.Width - 1 - sx;
                    double column = (sx + 0.5) * source.Width / view.Scaled.Width, row = (sy + 0.5) * source.Height / view.Scaled.Height;
                    Assert.Equal(Math.Clamp(column - 0.5, 0, source.Width - 1), image[at], 1e-3);
                    Assert.Equal(Math.Clamp(row - 0.5, 0, source.Height - 1), image[window.Height * window.Width + at], 1e-3);
                    // On the very border of two pixels rounding may choose either.
                    if (Math.Abs(column - Math.Round(column)) > 1e-9 && Math.Abs(row - Math.Round(row)) > 1e-9)
                        Assert.Equal(labels[(int)row * source.Width + (int)column], written[at]);
                }
            }
        }, iter: 2000);

    [Fact]
    public void Labels_are_those_of_the_sample_or_void() =>
        Views.Sample(item =>
        {
            var sample = Noise(item.Source, 3);
            Assert.All(WriteRaw(sample, item.View, item.Window).Labels, label => Assert.True(label == SegmentationDataset.Void || sample.Labels.Contains(label)));
        });

    private static SegmentationSample Write(SegmentationSample sample, SampleView view, Size window)
    {
        var (image, labels) = WriteRaw(sample, view, window);
        return new SegmentationSample("x", window, [.. image.Select(value => (byte)Math.Round(value))], labels);
    }

    private static (float[] Image, byte[] Labels) WriteRaw(SegmentationSample sample, SampleView view, Size window)
    {
        // Filled with rubbish, as a buffer that is used again is.
        var image = Enumerable.Repeat(float.NaN, 3 * window.Height * window.Width).ToArray();
        var labels = Enumerable.Repeat((byte)77, window.Height * window.Width).ToArray();
        SampleWriter.Write(sample, view, window, image, labels);
        return (image, labels);
    }

    private static SegmentationSample Noise(Size size, int seed)
    {
        var random = new Random(seed);
        var rgb = new byte[3 * size.Height * size.Width];
        random.NextBytes(rgb);
        return new SegmentationSample("x", size, rgb, [.. Enumerable.Range(0, size.Height * size.Width).Select(_ => (byte)random.Next(5))]);
    }
}
