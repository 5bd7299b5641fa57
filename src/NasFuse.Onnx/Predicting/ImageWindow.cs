using NasFuse.Core.Graphs;

namespace NasFuse.Onnx.Predicting;

/// <summary>A part of an image.</summary>
/// <param name="Rgb">The whole image, <c>[3, H, W] uint8</c>.</param>
/// <param name="Whole">Its size.</param>
/// <param name="Top">First row.</param>
/// <param name="Left">First column.</param>
internal readonly record struct ImageWindow(byte[] Rgb, Size Whole, int Top, int Left)
{
    /// <summary>Writes the part as the network wants it: <c>(value / 255 − mean) / std</c>.</summary>
    /// <param name="size">Size of the part.</param>
    /// <param name="metadata">The normalisation.</param>
    /// <param name="target"><c>[3, H, W] float32</c>.</param>
    public void Normalize(Size size, NetworkMetadata metadata, Span<float> target)
    {
        Span<float> values = stackalloc float[256];
        for (var channel = 0; channel < 3; channel++)
        {
            // A byte has 256 values only: each is normalised once.
            for (var value = 0; value < values.Length; value++) values[value] = (value / 255f - metadata.Mean[channel]) / metadata.StandardDeviation[channel];
            for (var y = 0; y < size.Height; y++)
            {
                var source = Rgb.AsSpan((channel * Whole.Height + Top + y) * Whole.Width + Left, size.Width);
                var row = target.Slice((channel * size.Height + y) * size.Width, size.Width);
                for (var x = 0; x < row.Length; x++) row[x] = values[source[x]];
            }
        }
    }
}
