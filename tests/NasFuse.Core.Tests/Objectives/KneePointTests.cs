using CsCheck;
using NasFuse.Core.Objectives;

namespace NasFuse.Core.Tests.Objectives;

public sealed class KneePointTests
{
    [Fact]
    public void The_bend_of_a_curve_is_the_knee() => Assert.Equal(1, KneePoint.Of([[0, 10], [1, 2], [4, 1], [10, 0]]));

    [Fact]
    public void A_single_point_is_its_own_knee() => Assert.Equal(0, KneePoint.Of([[3, 4]]));

    [Fact]
    public void An_empty_front_has_none() => Assert.Throws<ArgumentException>(() => KneePoint.Of([]));

    [Fact]
    public void Is_farthest_from_the_line_between_the_extremes() => Gen.Double[0, 1].Array[2].Array[3, 20].Sample(costs =>
    {
        var front = ParetoFront.Of(costs).Select(i => costs[i]).OrderBy(c => c[0]).ToArray();
        if (front.Length < 3) return;
        // Perpendicular distance in normalised axes, towards the ideal.
        var (left, right) = (front[0], front[^1]);
        double Distance(double[] c) => 1 - (c[0] - left[0]) / (right[0] - left[0]) - (c[1] - right[1]) / (left[1] - right[1]);
        Assert.Equal(front.Max(Distance), Distance(front[KneePoint.Of(front)]), 1e-9);
    });

    [Fact]
    public void Units_do_not_matter()
    {
        double[][] front = [[-0.6, 30], [-0.55, 9], [-0.5, 7], [-0.3, 5]];
        var scaled = front.Select(c => new[] { c[0] * 100, c[1] / 1000 }).ToArray();
        Assert.Equal(KneePoint.Of(front), KneePoint.Of(scaled));
        Assert.Equal(1, KneePoint.Of(front));
    }
}
