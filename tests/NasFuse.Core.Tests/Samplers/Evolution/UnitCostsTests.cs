using NasFuse.Core.Samplers.Evolution;

namespace NasFuse.Core.Tests.Samplers.Evolution;

public sealed class UnitCostsTests
{
    [Fact]
    public void A_plane_front_of_any_units_becomes_the_unit_simplex()
    {
        double[][] simplex = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0.2, 0.3, 0.5], [0.4, 0.4, 0.4]];
        double[][] costs = [.. simplex.Select(point => new[] { -0.7 + 0.5 * point[0], 2e9 * point[1], 3 + 40 * point[2] })];
        var scaled = UnitCosts.Of(costs, [0, 1, 2, 3], [-0.7, 0, 3]);
        foreach (var (expected, actual) in simplex.Zip(scaled)) Assert.Equal(expected, actual, (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void A_plane_that_is_none_leaves_the_worst_of_the_front_at_one()
    {
        // All on one line: three extreme points span no plane.
        var scaled = UnitCosts.Of([[1, 1, 1], [2, 2, 2], [4, 4, 4]], [0, 1], [0, 0, 0]);
        Assert.Equal([0.5, 0.5, 0.5], scaled[0]);
        Assert.Equal([1, 1, 1], scaled[1]);
        Assert.Equal([2, 2, 2], scaled[2]);
    }

    [Fact]
    public void An_objective_that_never_changes_does_no_harm()
    {
        var scaled = UnitCosts.Of([[0, 5, 3], [1, 4, 3], [2, 3, 3]], [0, 1, 2], [0, 3, 3]);
        Assert.All(scaled, cost => Assert.All(cost, value => Assert.True(double.IsFinite(value) && value >= 0)));
        Assert.Equal(0, scaled.Max(cost => cost[2]));
        Assert.Equal(1, scaled.Max(cost => cost[0]), 9);
    }

    [Fact]
    public void One_candidate_is_the_origin() => Assert.Equal([0, 0], UnitCosts.Of([[3, 4]], [0], [3, 4])[0]);
}
