using NasFuse.Core.Graphs;
using NasFuse.Onnx.Predicting;

namespace NasFuse.Onnx.Tests.Predicting;

public sealed class EnlargedLogitsTests
{
    [Fact]
    public void Edges_lie_where_interpolated_logits_cross()
    {
        // Class 0 falls from 3 to −1 and class 1 is 0 everywhere: between pixel centres 1 and 5 of 8 they cross at 4.
        float[] logits = [3, -1, 0, 0];
        Assert.Equal([0, 0, 0, 0, 0, 1, 1, 1], EnlargedLogits.Classes(logits, 2, new Size(1, 2), new Size(1, 8)));
    }

    [Fact]
    public void The_same_size_takes_the_largest_logit() =>
        Assert.Equal([1, 0], EnlargedLogits.Classes([1, 5, 2, 4], 2, new Size(1, 2), new Size(1, 2)));

    [Fact]
    public void Plain_logits_stay_plain_at_every_size()
    {
        var logits = Enumerable.Range(0, 3 * 35).Select(i => i / 35 == 2 ? 1f : 0f).ToArray();
        foreach (var size in (Size[])[new(1, 1), new(4, 3), new(5, 7), new(13, 40)])
            Assert.All(EnlargedLogits.Classes(logits, 3, new Size(5, 7), size), id => Assert.Equal(2, id));
    }

    [Fact]
    public void Every_row_agrees_with_bilinear_interpolation_by_definition()
    {
        var random = new Random(3);
        var (from, to) = (new Size(4, 5), new Size(11, 9));
        var logits = Enumerable.Range(0, 3 * 20).Select(_ => random.NextSingle()).ToArray();
        var actual = EnlargedLogits.Classes(logits, 3, from, to);
        for (var y = 0; y < to.Height; y++)
        {
            for (var x = 0; x < to.Width; x++)
            {
                var (atY, atX) = ((y + 0.5) * 4 / 11 - 0.5, (x + 0.5) * 5 / 9 - 0.5);
                double[] expected = [.. Enumerable.Range(0, 3).Select(k => Bilinear(logits.AsSpan(k * 20, 20), from, atY, atX))];
                Assert.Equal(expected.Max(), expected[actual[y * to.Width + x]], 1e-5);
            }
        }
    }

    private static double Bilinear(ReadOnlySpan<float> map, Size size, double y, double x)
    {
        var sum = 0.0;
        for (var row = 0; row < size.Height; row++)
        {
            for (var column = 0; column < size.Width; column++)
                sum += map[row * size.Width + column] * Tent(y, row, size.Height) * Tent(x, column, size.Width);
        }
        return sum;
    }

    private static double Tent(double at, int knot, int count) => Math.Max(0, 1 - Math.Abs(Math.Clamp(at, 0, count - 1) - knot));
}
