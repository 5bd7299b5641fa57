using NasFuse.Core.Graphs;
using NasFuse.Core.Metrics;

namespace NasFuse.Onnx.Predicting;

/// <summary>The classes of an image at another size than that of its logits.</summary>
/// <remarks>Only one row of enlarged logits exists at a time, so an image of any size costs little memory.</remarks>
internal static class EnlargedLogits
{
    /// <summary>Resamples logits bilinearly between pixel centres and takes the largest of each pixel; of equal ones the first.</summary>
    /// <param name="logits"><c>[K, H, W] float32</c>.</param>
    /// <param name="classes">K.</param>
    /// <param name="from">Size of the logits.</param>
    /// <param name="to">Size of the result.</param>
    /// <returns>Class ids, <c>[H, W] uint8</c> at <paramref name="to"/>.</returns>
    public static byte[] Classes(float[] logits, int classes, Size from, Size to)
    {
        if (from == to) return ClassPrediction.FromLogits(logits, classes);
        var (rows, columns) = (Taps(from.Height, to.Height), Taps(from.Width, to.Width));
        var result = new byte[to.Height * to.Width];
        Parallel.For(0, to.Height, () => new float[from.Width + classes * to.Width], (y, _, scratch) =>
        {
            Span<float> row = scratch.AsSpan(0, from.Width), enlarged = scratch.AsSpan(from.Width);
            for (var k = 0; k < classes; k++)
            {
                var map = logits.AsSpan(k * from.Height * from.Width, from.Height * from.Width);
                Mix(map.Slice(rows[y].First * from.Width, from.Width), map.Slice(rows[y].Second * from.Width, from.Width), rows[y].Share, row);
                Spread(row, columns, enlarged.Slice(k * to.Width, to.Width));
            }
            ClassPrediction.FromLogits(enlarged, classes).CopyTo(result.AsSpan(y * to.Width));
            return scratch;
        }, _ => { });
        return result;
    }

    private static void Mix(ReadOnlySpan<float> first, ReadOnlySpan<float> second, float share, Span<float> row)
    {
        for (var x = 0; x < row.Length; x++) row[x] = first[x] + share * (second[x] - first[x]);
    }

    private static void Spread(ReadOnlySpan<float> row, Tap[] columns, Span<float> target)
    {
        for (var x = 0; x < target.Length; x++)
        {
            var (first, second, share) = columns[x];
            target[x] = row[first] + share * (row[second] - row[first]);
        }
    }

    private static Tap[] Taps(int source, int target) => [.. Enumerable.Range(0, target).Select(i =>
    {
        var position = Math.Clamp((i + 0.5) * source / target - 0.5, 0, source - 1);
        var first = (int)position;
        return new Tap(first, Math.Min(first + 1, source - 1), (float)(position - first));
    })];

    private readonly record struct Tap(int First, int Second, float Share);
}
