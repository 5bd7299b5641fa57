using CsCheck;
using NasFuse.Onnx.Verification;

namespace NasFuse.Onnx.Tests.Verification;

public sealed class DifferenceHistogramTests
{
    [Fact]
    public void Quantiles_are_those_of_the_sorted_differences() =>
        Gen.Select(Gen.Float[0, 1e-3f].Array[1, 500], Gen.Double[0.01, 1]).Sample((differences, share) =>
        {
            var histogram = new DifferenceHistogram();
            histogram.Add(differences, new float[differences.Length]);
            float[] sorted = [.. differences.Order()];
            var exact = sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
            Assert.InRange(histogram.Quantile(share), exact, exact * (1 + 1.0 / 2048) + 1e-38);
            Assert.Equal(sorted[^1], histogram.Max);
            Assert.Equal(differences.Average(d => (double)d), histogram.Mean, 12);
        });

    [Fact]
    public void Equal_infinities_do_not_differ()
    {
        var histogram = new DifferenceHistogram();
        histogram.Add([float.PositiveInfinity, 1], [float.PositiveInfinity, 1]);
        Assert.Equal((0.0, 0.0, 2L), (histogram.Max, histogram.Mean, histogram.Count));
    }

    [Fact]
    public void Not_a_number_differs_infinitely_even_from_itself()
    {
        var histogram = new DifferenceHistogram();
        histogram.Add([float.NaN], [float.NaN]);
        Assert.Equal(double.PositiveInfinity, histogram.Max);
        Assert.Equal(double.PositiveInfinity, histogram.Quantile(0.999));
    }
}
