using CsCheck;
using NasFuse.Core.Objectives;

namespace NasFuse.Core.Tests.Objectives;

public sealed class HypervolumeTests
{
    private static readonly Dictionary<string, (double[][] Points, double[] Reference, double Volume)> Known = new()
    {
        ["nothing"] = ([], [1, 1], 0),
        ["one objective"] = ([[0.25], [0.5]], [1], 0.75),
        ["a rectangle"] = ([[0, 0]], [2, 3], 6),
        ["three steps"] = ([[1, 3], [2, 2], [3, 1]], [4, 4], 3 + 2 + 1),
        ["dominated and equal points"] = ([[1, 3], [2, 2], [3, 1], [3, 3], [2, 2]], [4, 4], 6),
        ["points on and beyond the reference"] = ([[4, 0], [5, 0], [0, 4]], [4, 4], 0),
        ["NaN"] = ([[double.NaN, 0], [1, 1]], [2, 2], 1),
        ["a box"] = ([[0, 0, 0]], [2, 3, 4], 24),
        // All unit cells but the corner where every coordinate is below 1.
        ["three slabs"] = ([[0, 0, 1], [0, 1, 0], [1, 0, 0]], [2, 2, 2], 7),
        ["four slabs"] = ([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]], [2, 2, 2, 2], 15),
        ["five slabs"] = ([[1, 0, 0, 0, 0], [0, 1, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 1, 0], [0, 0, 0, 0, 1]], [2, 2, 2, 2, 2], 31),
        ["four dimensions"] = ([[0, 0, 0, 0]], [1, 2, 3, 4], 24),
    };

    public static TheoryData<string> KnownNames => [.. Known.Keys];

    [Theory]
    [MemberData(nameof(KnownNames))]
    public void Known_answers(string name) => Assert.Equal(Known[name].Volume, Hypervolume.Compute(Known[name].Points, Known[name].Reference), 1e-12);

    [Fact]
    public void Different_lengths_are_refused() => Assert.Throws<ArgumentException>(() => Hypervolume.Compute([[1, 2]], [1, 2, 3]));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Equals_the_number_of_dominated_cells_of_a_grid(int dimensions) =>
        Gen.Int[0, 4].Select(v => (double)v).Array[dimensions].Array[0, 12].Sample(points =>
        {
            // Integer corners: a unit cell is dominated as a whole or not at all, so counting cells is exact.
            var reference = Enumerable.Repeat(4.0, dimensions).ToArray();
            var cells = Cells(dimensions).Count(cell => points.Any(point => point.Zip(cell, (p, c) => p <= c).All(below => below)));
            Assert.Equal(cells, Hypervolume.Compute(points, reference), 1e-9);
        }, iter: dimensions == 5 ? 100 : 500);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    public void Agrees_with_Monte_Carlo(int dimensions)
    {
        var random = new Random(dimensions);
        var points = Enumerable.Range(0, 25).Select(_ => Draw()).ToArray();
        const int Samples = 100_000;
        var hits = Enumerable.Range(0, Samples).Count(_ => Draw() is var x && points.Any(p => Dominance.Dominates(p, x)));
        var share = (double)hits / Samples;
        var deviation = Math.Sqrt(Math.Max(share * (1 - share), 1e-4) / Samples);
        var reference = Enumerable.Repeat(1.0, dimensions).ToArray();
        Assert.InRange(Hypervolume.Compute(points, reference), share - 5 * deviation, share + 5 * deviation);

        double[] Draw() => [.. Enumerable.Range(0, dimensions).Select(_ => random.NextDouble())];
    }

    [Fact]
    public void Order_and_dominated_points_do_not_matter_and_more_points_never_lose() =>
        Gen.Double[0, 1].Array[3].Array[1, 30].Sample(points =>
        {
            double[] reference = [1, 1, 1];
            var volume = Hypervolume.Compute(points, reference);
            Assert.Equal(volume, Hypervolume.Compute([.. points.Reverse()], reference), 1e-9);
            Assert.Equal(volume, Hypervolume.Compute([.. ParetoFront.Of(points).Select(i => points[i])], reference), 1e-9);
            Assert.True(Hypervolume.Compute(points[1..], reference) <= volume + 1e-12);
        });

    private static IEnumerable<double[]> Cells(int dimensions) => dimensions == 0
        ? [[]]
        : Cells(dimensions - 1).SelectMany(cell => Enumerable.Range(0, 4), (cell, c) => (double[])[.. cell, c]);
}
