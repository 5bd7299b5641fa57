using NasFuse.Data.Augmentations;
using NasFuse.Data.Statistics;

namespace NasFuse.Data.Tests.Augmentations;

public sealed class ColorTransformTests
{
    private static readonly Normalization Normalization = new([0.4, 0.5, 0.6], [0.2, 0.25, 0.3]);

    [Fact]
    public void Plain_is_the_normalisation_alone()
    {
        var (red, green, blue) = Apply(ColorTransform.Create(Normalization), 255, 51, 0);
        Assert.Equal((1 - 0.4) / 0.2, red, 1e-4);
        Assert.Equal((0.2 - 0.5) / 0.25, green, 1e-4);
        Assert.Equal((0 - 0.6) / 0.3, blue, 1e-4);
    }

    [Fact]
    public void Brightness_multiplies()
    {
        var (red, _, _) = Apply(ColorTransform.Create(Normalization, brightness: 1.2), 102, 0, 0);
        Assert.Equal((0.4 * 1.2 - 0.4) / 0.2, red, 1e-4);
    }

    [Fact]
    public void Without_saturation_everything_is_gray()
    {
        var (red, green, blue) = Apply(ColorTransform.Create(new Normalization([0, 0, 0], [1, 1, 1]), saturation: 0), 255, 0, 0);
        Assert.Equal((0.299, 0.299, 0.299), (Math.Round(red, 4), Math.Round(green, 4), Math.Round(blue, 4)));
    }

    [Fact]
    public void Contrast_keeps_the_mean_gray_of_the_data()
    {
        var gray = (byte)Math.Round(255 * (0.299 * 0.4 + 0.587 * 0.5 + 0.114 * 0.6));
        Assert.Equal(Apply(ColorTransform.Create(Normalization), gray, gray, gray).Green, Apply(ColorTransform.Create(Normalization, contrast: 0.5), gray, gray, gray).Green, 0.01);
        Assert.True(Apply(ColorTransform.Create(Normalization, contrast: 0.5), 255, 255, 255).Green < Apply(ColorTransform.Create(Normalization), 255, 255, 255).Green);
    }

    private static (double Red, double Green, double Blue) Apply(ColorTransform color, byte red, byte green, byte blue)
    {
        return (Row(color.Red), Row(color.Green), Row(color.Blue));

        double Row(ColorRow row) => row.Red * red + row.Green * green + row.Blue * blue + row.Offset;
    }
}
