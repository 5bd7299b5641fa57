using NasFuse.Core.Noise;
using NasFuse.Core.Objectives;

namespace NasFuse.Core.Tests.Objectives;

public sealed class DeviceClassTests
{
    [Theory]
    [InlineData("cpu", true)]
    [InlineData("CPU", true)]
    [InlineData("cuda", false)]
    [InlineData("xeon", true)]
    [InlineData("platinum-8480", true)]
    [InlineData("edge", true)]
    [InlineData("edg", false)]
    [InlineData("", false)]
    [InlineData("-", false)]
    public void A_processor_is_of_its_kind_its_model_and_what_it_was_given(string name, bool isOf) =>
        Assert.Equal(isOf, DeviceClass.Includes(name, "cpu (2 threads)", "Intel(R) Xeon(R) Platinum 8480+", ["edge"]));

    [Theory]
    [InlineData("h200", true)]
    [InlineData("H200", true)]
    [InlineData("cuda", true)]
    [InlineData("cpu", false)]
    [InlineData("h100", false)]
    public void A_GPU_is_of_its_own_model_not_of_the_processors(string name, bool isOf) =>
        Assert.Equal(isOf, DeviceClass.Includes(name, "cuda:0", "NVIDIA H200", []));

    [Theory]
    [InlineData("latencyMs", null, true, "latencyP95Ms")]
    [InlineData("latencyMs@h200", "h200", true, "latencyP95Ms@h200")]
    [InlineData("macs", null, false, null)]
    public void A_metric_knows_its_class(string metric, string? deviceClass, bool isLatency, string? p95)
    {
        Assert.Equal((deviceClass, isLatency), (DeviceClass.Of(metric), MetricNames.IsLatency(metric)));
        Assert.True(MetricNames.Has(metric));
        if (p95 is null) return;
        Assert.Equal(p95, MetricNames.P95Of(metric));
        Assert.True(MetricNames.IsKnownBeforeTraining(p95));
    }

    [Fact]
    public void Times_are_shown_with_their_unit_and_class()
    {
        var objective = new Objective("latencyMs@h200", Direction.Minimize);
        Assert.Equal("7.4 ms", MetricText.Of(objective.Name, 7.4));
        Assert.Equal("latency h200", MetricText.Title(objective.Name));
        Assert.Equal("latency on h200, ms (median), lower is better", MetricText.AxisLabel(objective));
        Assert.Equal(100, ReferencePoint.Choose([(objective, null)], [], _ => throw new InvalidOperationException()).Worst[0]);
    }

    [Fact]
    public void The_noise_of_a_class_comes_from_its_own_passes()
    {
        var metrics = new Dictionary<string, double> { ["latencyMs@h200"] = 10, ["latencyP95Ms@h200"] = 10 + 1.6448536269514722, ["latencyMs"] = 1, ["latencyP95Ms"] = 9 };
        Assert.Equal(1, LatencyNoise.OfPasses(metrics, "latencyMs@h200"), 1e-12);
    }
}
