using System.Buffers;
using System.Numerics.Tensors;
using NasFuse.Core.Graphs;

namespace NasFuse.Data.Augmentations;

/// <summary>Writes a view of a sample: the image bilinearly, labels by nearest pixel. Thread-safe.</summary>
/// <remarks>Works row by row: two sample rows are blended (vectorised), columns gathered, then colours mixed (vectorised).</remarks>
internal static class SampleWriter
{
    public static void Write(SegmentationSample sample, in SampleView view, Size window, Span<float> image, Span<byte> labels)
    {
        var rows = new ViewAxis(sample.Size.Height, view.Scaled.Height, view.Top, window.Height, flip: false);
        var columns = new ViewAxis(sample.Size.Width, view.Scaled.Width, view.Left, window.Width, view.Flip);
        if (rows.End - rows.Begin < window.Height || columns.End - columns.Begin < window.Width)
        {
            image.Clear();
            labels.Fill(SegmentationDataset.Void);
        }
        if (rows.Begin == rows.End || columns.Begin == columns.End) return;
        WriteLabels(sample, rows, columns, labels);
        WriteImage(sample, rows, columns, view.Color, window, image);
    }

    private static void WriteLabels(SegmentationSample sample, ViewAxis rows, ViewAxis columns, Span<byte> labels)
    {
        for (var y = rows.Begin; y < rows.End; y++)
        {
            var source = sample.Labels.AsSpan(rows.Nearest[y] * sample.Size.Width, sample.Size.Width);
            var target = labels.Slice(y * columns.Nearest.Length, columns.Nearest.Length);
            var nearest = columns.Nearest.AsSpan();
            if (columns.IsCopy) source.Slice(nearest[columns.Begin], columns.End - columns.Begin).CopyTo(target[columns.Begin..]);
            else for (var x = columns.Begin; x < columns.End; x++) target[x] = source[nearest[x]];
        }
    }

    private static void WriteImage(SegmentationSample sample, ViewAxis rows, ViewAxis columns, in ColorTransform color, Size window, Span<float> image)
    {
        int width = sample.Size.Width, covered = columns.End - columns.Begin, area = window.Height * window.Width;
        var rented = ArrayPool<float>.Shared.Rent(2 * width + 3 * covered);
        Span<float> row = rented.AsSpan(0, width), scratch = rented.AsSpan(width, width);
        Span<float> red = rented.AsSpan(2 * width, covered), green = rented.AsSpan(2 * width + covered, covered), blue = rented.AsSpan(2 * width + 2 * covered, covered);
        for (var y = rows.Begin; y < rows.End; y++)
        {
            ReadRow(sample, 0, rows, y, row, scratch);
            Gather(row, columns, red);
            ReadRow(sample, 1, rows, y, row, scratch);
            Gather(row, columns, green);
            ReadRow(sample, 2, rows, y, row, scratch);
            Gather(row, columns, blue);
            var at = y * window.Width + columns.Begin;
            Mix(red, green, blue, color.Red, image.Slice(at, covered));
            Mix(red, green, blue, color.Green, image.Slice(area + at, covered));
            Mix(red, green, blue, color.Blue, image.Slice(2 * area + at, covered));
        }
        ArrayPool<float>.Shared.Return(rented);
    }

    private static void ReadRow(SegmentationSample sample, int channel, ViewAxis rows, int y, Span<float> row, Span<float> scratch)
    {
        int width = sample.Size.Width, at = (channel * sample.Size.Height + rows.Index[y]) * width;
        var fraction = rows.Fraction[y];
        TensorPrimitives.ConvertTruncating<byte, float>(sample.Rgb.AsSpan(at, width), row);
        if (fraction == 0) return;
        TensorPrimitives.ConvertTruncating<byte, float>(sample.Rgb.AsSpan(at + width, width), scratch);
        TensorPrimitives.Lerp(row, scratch, fraction, row);
    }

    private static void Gather(ReadOnlySpan<float> row, ViewAxis columns, Span<float> target)
    {
        var index = columns.Index.AsSpan(columns.Begin, target.Length);
        var fraction = columns.Fraction.AsSpan(columns.Begin, target.Length);
        if (columns.IsCopy)
        {
            row.Slice(columns.Nearest[columns.Begin], target.Length).CopyTo(target);
        }
        else if (columns.IsExact)
        {
            var nearest = columns.Nearest.AsSpan(columns.Begin, target.Length);
            for (var x = 0; x < target.Length; x++) target[x] = row[nearest[x]];
        }
        else
        {
            for (var x = 0; x < target.Length; x++)
            {
                var left = row[index[x]];
                target[x] = left + fraction[x] * (row[index[x] + 1] - left);
            }
        }
    }

    private static void Mix(ReadOnlySpan<float> red, ReadOnlySpan<float> green, ReadOnlySpan<float> blue, ColorRow weights, Span<float> target)
    {
        TensorPrimitives.Multiply(red, weights.Red, target);
        TensorPrimitives.MultiplyAdd(green, weights.Green, target, target);
        TensorPrimitives.MultiplyAdd(blue, weights.Blue, target, target);
        TensorPrimitives.Add(target, weights.Offset, target);
    }
}
