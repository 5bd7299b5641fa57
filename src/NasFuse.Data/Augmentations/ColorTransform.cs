using NasFuse.Data.Statistics;

namespace NasFuse.Data.Augmentations;

/// <summary>An affine map of a pixel's red, green and blue (0..255): one row of four numbers, factor of each and offset, per output channel.</summary>
/// <remarks>
/// Brightness, contrast, saturation and normalisation are all affine, so together they are one such map. Values that leave 0..255
/// are not clipped in between; a network's input has no bounds.
/// </remarks>
internal readonly record struct ColorTransform(ColorRow Red, ColorRow Green, ColorRow Blue)
{
    // ITU-R BT.601 luma.
    private static readonly double[] Luma = [0.299, 0.587, 0.114];

    /// <summary>Composes the map.</summary>
    /// <param name="normalization">Mean and standard deviation.</param>
    /// <param name="brightness">Factor of all values.</param>
    /// <param name="contrast">Factor of the distance from the mean gray of the data.</param>
    /// <param name="saturation">Factor of the distance from the pixel's own gray.</param>
    public static ColorTransform Create(Normalization normalization, double brightness = 1, double contrast = 1, double saturation = 1)
    {
        var meanGray = Luma.Zip(normalization.Mean, (luma, mean) => luma * mean).Sum();
        return new ColorTransform(Row(0), Row(1), Row(2));

        ColorRow Row(int channel)
        {
            double std = normalization.Std[channel], scale = brightness * contrast / (255 * std);
            var factors = Luma.Select((luma, from) => (float)(scale * ((1 - saturation) * luma + (from == channel ? saturation : 0)))).ToArray();
            var offset = ((1 - contrast) * meanGray - normalization.Mean[channel]) / std;
            return new ColorRow(factors[0], factors[1], factors[2], (float)offset);
        }
    }
}

/// <summary>How one output channel comes from red, green and blue.</summary>
internal readonly record struct ColorRow(float Red, float Green, float Blue, float Offset);
