using NasFuse.Core.Samplers.Draws;

namespace NasFuse.Core.Tests.Samplers.Draws;

public sealed class SobolTests
{
    private const double Unit = 4294967296.0;

    /// <summary>The first points as the authors of the direction numbers print them (their program <c>sobol.cc</c>, three dimensions).</summary>
    [Fact]
    public void The_first_points_are_the_published_ones()
    {
        double[][] published =
        [
            [0, 0, 0], [0.5, 0.5, 0.5], [0.75, 0.25, 0.25], [0.25, 0.75, 0.75], [0.375, 0.375, 0.625],
            [0.875, 0.875, 0.125], [0.625, 0.125, 0.875], [0.125, 0.625, 0.375], [0.1875, 0.3125, 0.9375], [0.6875, 0.8125, 0.4375],
        ];
        for (var index = 0; index < published.Length; index++)
            Assert.Equal(published[index], Enumerable.Range(0, 3).Select(dimension => SobolSequence.Coordinate((uint)index, dimension) / Unit));
    }

    [Fact]
    public void Every_dimension_of_the_table_has_one_point_per_slice()
    {
        for (var dimension = 0; dimension < SobolSequence.Dimensions; dimension++)
            Assert.Equal(Enumerable.Range(0, 256), Enumerable.Range(0, 256).Select(i => (int)(SobolSequence.Coordinate((uint)i, dimension) >> 24)).Order());
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(7, 36)]
    [InlineData(7, 37)]
    [InlineData(123, 200)]
    [InlineData(-5, 1000)]
    public void Scrambling_keeps_one_point_per_slice_in_any_dimension(int seed, int dimension)
    {
        var sequence = new ScrambledSobol(seed);
        foreach (var first in new uint[] { 0, 64, 4096 })
            Assert.Equal(Enumerable.Range(0, 64), Enumerable.Range(0, 64).Select(i => (int)(sequence.Coordinate(first + (uint)i, dimension) >> 26)).Order());
    }

    /// <summary>The first two dimensions are a (0, m, 2)-net: one point in each box of area 1/64, whatever its shape. So are those that come again.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(37)]
    public void Scrambling_keeps_one_point_per_box_in_two_dimensions(int dimension)
    {
        var sequence = new ScrambledSobol(3);
        for (var bits = 0; bits <= 6; bits++)
        {
            var boxes = Enumerable.Range(0, 64).Select(i => (Cut(sequence.Coordinate((uint)i, dimension), bits), Cut(sequence.Coordinate((uint)i, dimension + 1), 6 - bits)));
            Assert.Equal(64, boxes.Distinct().Count());
        }

        static ulong Cut(uint coordinate, int bits) => (ulong)coordinate >> (32 - bits);
    }

    [Fact]
    public void Scramblings_differ_and_are_uniform()
    {
        var coordinates = Enumerable.Range(0, 2000).Select(seed => new ScrambledSobol(seed).Coordinate(5, 2) / Unit).ToArray();
        Assert.InRange(coordinates.Average(), 0.48, 0.52);
        Assert.True(coordinates.Distinct().Count() > 1990);
        Assert.Equal(new ScrambledSobol(9).Coordinate(77, 41), new ScrambledSobol(9).Coordinate(77, 41));
    }

    [Theory]
    [InlineData(2, 64, 0.5)]
    [InlineData(6, 64, 0.75)]
    public void Discrepancy_is_lower_than_that_of_random_points(int dimensions, int count, double most)
    {
        var random = new Random(1);
        var sobol = Enumerable.Range(0, 10).Average(seed => Discrepancy(Points(new ScrambledSobol(seed))));
        var chance = Enumerable.Range(0, 10).Average(_ => Discrepancy([.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, dimensions).Select(_ => random.NextDouble()).ToArray())]));
        Assert.True(sobol < most * chance, $"{sobol} against {chance}");

        double[][] Points(ScrambledSobol sequence) =>
            [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, dimensions).Select(d => sequence.Coordinate((uint)i, d) / Unit).ToArray())];
    }

    /// <summary>L2 star discrepancy by Warnock's formula.</summary>
    private static double Discrepancy(double[][] points)
    {
        var (count, dimensions) = (points.Length, points[0].Length);
        var single = points.Sum(x => x.Aggregate(1.0, (product, coordinate) => product * (1 - coordinate * coordinate) / 2));
        var pairs = points.Sum(x => points.Sum(y => x.Zip(y, (a, b) => 1 - Math.Max(a, b)).Aggregate(1.0, (product, side) => product * side)));
        return Math.Sqrt(Math.Pow(3, -dimensions) - 2.0 / count * single + pairs / count / count);
    }
}
