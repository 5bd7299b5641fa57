using CsCheck;
using NasFuse.Core.Objectives;

namespace NasFuse.Core.Tests.Objectives;

public sealed class ParetoFrontTests
{
    /// <summary>Few distinct values, so that ties and duplicates are common.</summary>
    private static readonly Gen<double[][]> Costs = Gen.Int[1, 4].SelectMany(dimensions => Gen.Int[0, 6].Select(v => (double)v).Array[dimensions].Array[0, 40]);

    [Fact]
    public void Ties_are_kept_and_NaN_never_is()
    {
        double[][] costs = [[1, 4], [2, 2], [2, 2], [3, 3], [double.NaN, 0], [4, 1], [0, double.NaN], [1, 5]];
        Assert.Equal([0, 1, 2, 5], ParetoFront.Of(costs));
    }

    [Fact]
    public void Nothing_has_an_empty_front() => Assert.Empty(ParetoFront.Of([]));

    [Fact]
    public void Different_lengths_are_refused() => Assert.Throws<ArgumentException>(() => ParetoFront.Of([[1, 2], [1]]));

    [Fact]
    public void Front_is_what_nothing_dominates() => Costs.Sample(costs =>
    {
        var expected = Enumerable.Range(0, costs.Length).Where(i => !costs.Any(other => Dominance.Dominates(other, costs[i])));
        Assert.Equal(expected, ParetoFront.Of(costs));
    });

    [Fact]
    public void Fronts_are_what_remains_after_peeling() => Costs.Sample(costs =>
    {
        var left = Enumerable.Range(0, costs.Length).ToList();
        foreach (var front in NonDominatedSort.Fronts(costs))
        {
            var remaining = left.Select(i => costs[i]).ToArray();
            Assert.Equal(ParetoFront.Of(remaining).Select(i => left[i]), front);
            left.RemoveAll(front.Contains);
        }
        Assert.Empty(left);
    });

    [Fact]
    public void Ten_thousand_points_on_one_line_are_one_front()
    {
        var costs = Enumerable.Range(0, 10_000).Select(i => new double[] { i, -i }).ToArray();
        Assert.Equal(10_000, Assert.Single(NonDominatedSort.Fronts(costs)).Length);
    }

    [Fact]
    public void Ten_thousand_points_on_a_rising_line_are_as_many_fronts()
    {
        var costs = Enumerable.Range(0, 10_000).Select(i => new double[] { i, i, i }).ToArray();
        Assert.Equal(10_000, NonDominatedSort.Fronts(costs).Length);
    }

    [Fact]
    public void Crowding_distance_by_hand()
    {
        // Ranges 4 and 4: the middle point's neighbours are 3 and 3 apart, the next one's 3 and 3.
        Assert.Equal([double.PositiveInfinity, 0.75 + 0.75, 0.75 + 0.75, double.PositiveInfinity],
            CrowdingDistance.Of([[0, 4], [1, 3], [3, 1], [4, 0]]));
        Assert.Equal([double.PositiveInfinity, double.PositiveInfinity], CrowdingDistance.Of([[1, 1], [1, 1]]));
        Assert.Empty(CrowdingDistance.Of([]));
    }
}
