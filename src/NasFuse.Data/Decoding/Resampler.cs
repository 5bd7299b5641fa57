using System.Numerics.Tensors;
using NasFuse.Core.Graphs;

namespace NasFuse.Data.Decoding;

/// <summary>Brings decoded samples to another size.</summary>
/// <remarks>Images: along an axis that shrinks, the average of the area a new pixel covers; along one that grows, bilinear. Labels: nearest pixel centre.</remarks>
internal static class Resampler
{
    public static SegmentationSample Resize(SegmentationSample sample, Size size)
    {
        if (sample.Size == size) return sample;
        return new SegmentationSample(sample.Name, size, ResizePlanes(sample.Rgb, sample.Size, size), Nearest(sample.Labels, sample.Size, size));
    }

    /// <summary>Brings an image to another size.</summary>
    /// <param name="rgb"><c>[3, H, W] uint8</c>.</param>
    /// <param name="from">Its size.</param>
    /// <param name="to">The other size.</param>
    /// <returns><c>[3, H, W] uint8</c> at <paramref name="to"/>.</returns>
    public static byte[] ResizePlanes(byte[] rgb, Size from, Size to)
    {
        int sourceArea = from.Height * from.Width, area = to.Height * to.Width;
        var resized = new byte[3 * area];
        ResampleAxis rows = new(from.Height, to.Height), columns = new(from.Width, to.Width);
        for (var channel = 0; channel < 3; channel++)
            ResizePlane(rgb.AsSpan(channel * sourceArea, sourceArea), resized.AsSpan(channel * area, area), rows, columns);
        return resized;
    }

    private static void ResizePlane(ReadOnlySpan<byte> source, Span<byte> target, ResampleAxis rows, ResampleAxis columns)
    {
        float[] sum = new float[columns.Source], row = new float[columns.Source];
        for (var y = 0; y < rows.Target; y++)
        {
            Array.Clear(sum);
            foreach (var (index, weight) in rows.Taps(y))
            {
                TensorPrimitives.ConvertTruncating(source.Slice(index * columns.Source, columns.Source), row);
                TensorPrimitives.MultiplyAdd(row, weight, sum, sum);
            }
            for (var x = 0; x < columns.Target; x++)
            {
                var value = 0.5f;
                foreach (var (index, weight) in columns.Taps(x)) value += weight * sum[index];
                target[y * columns.Target + x] = (byte)Math.Clamp(value, 0, 255);
            }
        }
    }

    private static byte[] Nearest(byte[] labels, Size source, Size target)
    {
        var resized = new byte[target.Height * target.Width];
        for (var y = 0; y < target.Height; y++)
        {
            var sourceRow = NearestIndex(y, source.Height, target.Height) * source.Width;
            for (var x = 0; x < target.Width; x++) resized[y * target.Width + x] = labels[sourceRow + NearestIndex(x, source.Width, target.Width)];
        }
        return resized;
    }

    private static int NearestIndex(int index, int source, int target) => (int)((2L * index + 1) * source / (2L * target));
}
