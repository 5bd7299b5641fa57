using MathNet.Numerics.Distributions;
using NasFuse.Core.Noise;
using NasFuse.Core.Reproducibility;

namespace NasFuse.Core.Tests.Noise;

public sealed class NoisyDominanceTests
{
    [Fact]
    public void Without_noise_it_is_Pareto_dominance()
    {
        Assert.Equal(1, Probability([(1, 0), (2, 0)], [(1, 0), (3, 0)]));
        Assert.Equal(0, Probability([(1, 0), (2, 0)], [(1, 0), (2, 0)]));
        Assert.Equal(0, Probability([(1, 0), (3, 0)], [(2, 0), (2, 0)]));
    }

    [Fact]
    public void Closed_forms()
    {
        // One noisy objective: Φ(Δ / √(σa² + σb²)) = Φ(1); two: the product.
        Assert.Equal(Normal.CDF(0, 1, 1), Probability([(0, 3)], [(5, 4)]), 12);
        Assert.Equal(Normal.CDF(0, 1, 1) / 2, Probability([(0, 3), (7, 1)], [(5, 4), (7, 2)]), 12);
        Assert.Equal(0.5, Probability([(1, 0), (5, 1)], [(1, 0), (5, 1)]), 12);
        // Student's t with one degree of freedom (Cauchy): 3/4 at 1.
        Assert.Equal(0.75, NoisyDominance.Probability([new NoisyCost(0, 3, 1)], [new NoisyCost(5, 4)]), 9);
    }

    [Fact]
    public void The_probability_is_the_frequency_in_simulation()
    {
        var random = RandomStreams.Create(1, "dominance");
        (double Mean, double Error)[] a = [(0.4, 0.02), (5, 0.5)], b = [(0.42, 0.01), (5.3, 0.5)];
        const int draws = 40_000;
        var count = Enumerable.Range(0, draws).Count(_ => a.Zip(b).All(pair =>
            Normal.Sample(random, pair.First.Mean, pair.First.Error) <= Normal.Sample(random, pair.Second.Mean, pair.Second.Error)));
        Assert.Equal(Probability(a, b), count / (double)draws, 0.01);
    }

    [Fact]
    public void A_difference_that_the_estimated_noise_calls_sure_is_wrong_as_rarely_as_it_says()
    {
        // Equal alternatives, noise estimated from two pairs each time: P > 0.95 must happen in 5 % of the cases, not more.
        var sure = Enumerable.Range(0, 20_000).Count(run =>
        {
            var random = RandomStreams.Create(2, "sure", run);
            double Draw() => Normal.Sample(random, 0, 0.01);
            var noise = NoiseEstimate.Pool([[Draw(), Draw()], [Draw(), Draw()]])!;
            NoisyCost Cost() => new(Draw(), noise.StandardDeviation, noise.DegreesOfFreedom);
            return Cost().ProbabilityAtMost(Cost()) > 0.95;
        });
        Assert.InRange(sure / 20_000.0, 0.044, 0.056);
    }

    private static double Probability((double Mean, double Error)[] a, (double Mean, double Error)[] b) =>
        NoisyDominance.Probability([.. a.Select(c => new NoisyCost(c.Mean, c.Error))], [.. b.Select(c => new NoisyCost(c.Mean, c.Error))]);
}
