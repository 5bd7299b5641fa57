using System.Collections.Immutable;
using MathNet.Numerics.Distributions;
using NasFuse.Core.Noise;
using NasFuse.Core.Objectives;
using NasFuse.Core.Reproducibility;

namespace NasFuse.Core.Tests.Noise;

public sealed class NoisyMembershipTests
{
    private const double Enough = 0.05;

    [Fact]
    public void Against_one_rival_it_is_what_dominance_leaves()
    {
        ImmutableArray<NoisyCost> own = [new(-0.45, 0.02), new(6, 0.3)], rival = [new(-0.52, 0.02), new(5, 0.2)];
        var expected = 1 - NoisyDominance.Probability(rival.AsSpan(), own.AsSpan());
        Assert.InRange(expected, 0.005, 0.02);
        Assert.Equal(expected, NoisyMembership.Probability(own, [rival], Enough, new Random(1)), 0.006);
    }

    [Fact]
    public void Estimated_noise_has_the_tails_of_Students_t()
    {
        ImmutableArray<NoisyCost> own = [new(-0.40, 0.01, 3)], rival = [new(-0.47, 0.01, 3)];
        var expected = StudentT.CDF(0, 1, 3, -0.07 / (0.01 * Math.Sqrt(2)));
        Assert.Equal(expected, NoisyMembership.Probability(own, [rival], Enough, new Random(2)), 0.006);
        Assert.True(NoisyMembership.Probability([new(-0.40, 0.01)], [[new(-0.47, 0.01)]], Enough, new Random(2)) < expected / 4);
    }

    [Fact]
    public void Several_rivals_together_are_surer_than_each()
    {
        ImmutableArray<NoisyCost> own = [new(-0.40, 0.02), new(6, 0.3)], rival = [new(-0.43, 0.02), new(5, 0.2)];
        Assert.Equal(Enough, NoisyMembership.Probability(own, [rival, rival], Enough, new Random(3)));
        Assert.True(NoisyMembership.Probability(own, [.. Enumerable.Repeat(rival, 30)], Enough, new Random(3)) < Enough);
    }

    [Fact]
    public void Nobody_or_nobody_who_could_dominate_leaves_it_on_the_front()
    {
        ImmutableArray<NoisyCost> own = [new(-0.4, 0.01), new(6, 0)];
        Assert.Equal(Enough, NoisyMembership.Probability(own, [], Enough, new Random(1)));
        Assert.Equal(Enough, NoisyMembership.Probability(own, [[new(-0.9, 0.01), new(7, 0)], [new(-0.1, 0.01), new(1, 0)]], Enough, new Random(1)));
    }

    [Fact]
    public void It_agrees_with_the_membership_of_the_whole_front()
    {
        var below = 0;
        for (var run = 0; run < 60; run++)
        {
            var random = RandomStreams.Create(4, "one membership", run);
            NoisyAlternative[] all = [.. Enumerable.Range(0, 8).Select(number => new NoisyAlternative(number,
                [new(-random.NextDouble(), 0.04, 12), new(10 * random.NextDouble(), 0.4)]))];
            var front = NoisyFront.Of(all, new ReferencePoint([-1, 0], [0, 10]), draws: 8000);
            for (var i = 0; i < all.Length; i++)
            {
                var others = all.Where(other => other != all[i]).Select(other => other.Costs);
                var probability = NoisyMembership.Probability(all[i].Costs, [.. others], Enough, random);
                Assert.Equal(Math.Min(front.Membership[i], Enough), probability, 0.02);
                if (probability < Enough) below++;
            }
        }
        Assert.InRange(below, 100, 450);
    }
}
