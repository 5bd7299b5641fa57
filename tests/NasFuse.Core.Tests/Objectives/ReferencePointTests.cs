using NasFuse.Core.Diagnostics;
using NasFuse.Core.Objectives;

namespace NasFuse.Core.Tests.Objectives;

public sealed class ReferencePointTests
{
    private static readonly Objective Quality = new(MetricNames.MeanIou, Direction.Maximize);
    private static readonly Objective Latency = new(MetricNames.LatencyMs, Direction.Minimize);
    private static readonly Objective Size = new(MetricNames.Parameters, Direction.Minimize);

    [Fact]
    public void Defaults_are_zero_quality_hundred_milliseconds_and_the_largest_sample()
    {
        var point = ReferencePoint.Choose([(Quality, null), (Latency, null), (Size, null)], [], _ => 2e6);
        Assert.Equal(new ReferencePoint([-1, 0, 0], [0, 100, 2e6]), point);
    }

    [Fact]
    public void A_constraint_gives_the_bound_and_the_tightest_counts()
    {
        var point = ReferencePoint.Choose([(Latency, null), (Size, null)],
            [new("latencyMs", "<", 30), new("latencyMs", "<=", 25), new("latencyMs", ">", 1), new("parameters", "<", 1e6)], NotAsked);
        Assert.Equal(new ReferencePoint([0, 0], [25, 1e6]), point);
    }

    [Fact]
    public void A_given_reference_wins()
    {
        var point = ReferencePoint.Choose([(Quality, 0.3), (Size, 5e5)], [new("parameters", "<", 1e6)], NotAsked);
        Assert.Equal(new ReferencePoint([-1, 0], [-0.3, 5e5]), point);
    }

    [Fact]
    public void A_reference_that_nothing_can_beat_is_a_user_error()
    {
        var error = Assert.Throws<UserErrorException>(() => ReferencePoint.Choose([(Quality, 1), (Latency, -2)], [], NotAsked));
        Assert.Equal(["objectives[0].reference", "objectives[1].reference"], error.Diagnostics.Select(d => d.Place.File));
        Assert.All(error.Diagnostics, d => Assert.Equal(ErrorCodes.OutOfRange, d.Code));
    }

    [Fact]
    public void Share_is_the_dominated_part_of_the_box()
    {
        var point = new ReferencePoint([-1, 0], [0, 100]);
        Assert.Equal(0, point.Share([]));
        Assert.Equal(0.5 * 0.8, point.Share([[-0.5, 20]]), 1e-12);
        Assert.Equal(1, point.Share([[-2, -5]]), 1e-12);
        Assert.Equal(0, point.Share([[-0.5, 100]]));
    }

    private static double NotAsked(string metric) => throw new InvalidOperationException($"no sample of {metric} is needed");
}
