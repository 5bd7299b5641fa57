using NasFuse.Data.Statistics;

namespace NasFuse.Data.Tests.Statistics;

public sealed class ClassWeightsTests
{
    [Fact]
    public void Rare_classes_weigh_more_and_the_mean_is_one()
    {
        var weights = ClassWeights.Compute([900, 100, 0], ClassWeighting.InverseLog);
        double[] raw = [1 / Math.Log(2.0), 1 / Math.Log(1.2), 1 / Math.Log(1.1)];
        for (var i = 0; i < 3; i++) Assert.Equal(raw[i] / raw.Average(), weights[i], 1e-5);
        Assert.Equal(1, weights.Average(), 1e-5f);
    }

    [Fact]
    public void None_weighs_all_the_same() => Assert.Equal([1f, 1f], ClassWeights.Compute([5, 0], ClassWeighting.None));

    [Fact]
    public void Without_any_pixel_all_weigh_the_same() => Assert.Equal([1f, 1f], ClassWeights.Compute([0, 0], ClassWeighting.InverseLog));
}
