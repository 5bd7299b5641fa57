using NasFuse.Data.Decoding;
using NasFuse.Data.Pictures;

namespace NasFuse.Data.Tests.Pictures;

public sealed class ClassOverlayTests : IDisposable
{
    private static readonly Size s_size = new(20, 30);
    private static readonly SegmentationClass[] s_classes = [new("road", new(200, 0, 0)), new("sky", new(0, 100, 240)), new("tree", new(0, 200, 0))];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Half_of_the_class_and_half_of_the_picture()
    {
        var drawn = Draw(Halves(), opacity: 0.5, withLegend: false);
        Assert.Equal(s_size, drawn.Size);
        Assert.Equal(new RgbColor(150, 50, 50), ColorAt(drawn, 3, 2));
        Assert.Equal(new RgbColor(50, 100, 170), ColorAt(drawn, 3, 29));
    }

    [Fact]
    public void Opacity_goes_from_the_picture_to_the_class()
    {
        Assert.Equal(new RgbColor(100, 100, 100), ColorAt(Draw(Halves(), opacity: 0, withLegend: false), 0, 0));
        Assert.Equal(new RgbColor(200, 0, 0), ColorAt(Draw(Halves(), opacity: 1, withLegend: false), 0, 0));
    }

    [Fact]
    public void Where_there_is_no_class_the_picture_shows()
    {
        var ids = Halves();
        ids[31] = SegmentationDataset.Void;
        Assert.Equal(new RgbColor(100, 100, 100), ColorAt(Draw(ids, opacity: 1, withLegend: false), 1, 1));
    }

    [Fact]
    public void The_legend_has_the_colours_of_the_classes_that_occur()
    {
        var drawn = Draw(Halves(), opacity: 0.5, withLegend: true);
        Assert.True(drawn.Size.Height > s_size.Height);
        var rows = Enumerable.Range(s_size.Height, drawn.Size.Height - s_size.Height);
        var below = rows.SelectMany(y => Enumerable.Range(0, drawn.Size.Width).Select(x => ColorAt(drawn, y, x))).ToHashSet();
        Assert.Contains(s_classes[0].Color, below);
        Assert.Contains(s_classes[1].Color, below);
        Assert.DoesNotContain(s_classes[2].Color, below);
    }

    [Fact]
    public void Masks_are_read_back_as_label_files_are()
    {
        byte[] ids = [.. Enumerable.Range(0, 21 * 7).Select(i => (byte)i)];
        File.WriteAllBytes(_folder.File("mask.png"), ClassIdPng.Write(ids, new Size(21, 7)));

        var png = RawPng.Read(_folder.File("mask.png"));
        Assert.Equal((new Size(21, 7), PngKind.Gray), (png.Size, png.Kind));
        Assert.Equal(ids, png.Samples);
    }

    public void Dispose() => _folder.Dispose();

    private RgbImage Draw(byte[] ids, double opacity, bool withLegend)
    {
        var image = new RgbImage(s_size, [.. Enumerable.Repeat((byte)100, 3 * 600)]);
        File.WriteAllBytes(_folder.File("overlay.png"), ClassOverlay.Png(image, ids, s_classes, opacity, withLegend));
        return RgbImage.Read(_folder.File("overlay.png"));
    }

    private static byte[] Halves() => [.. Enumerable.Range(0, 600).Select(i => (byte)(i % 30 / 15))];

    private static RgbColor ColorAt(RgbImage image, int y, int x)
    {
        var (area, at) = (image.Size.Height * image.Size.Width, y * image.Size.Width + x);
        return new RgbColor(image.Rgb[at], image.Rgb[area + at], image.Rgb[2 * area + at]);
    }
}
