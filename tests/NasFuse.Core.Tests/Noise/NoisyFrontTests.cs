using System.Collections.Immutable;
using MathNet.Numerics.Distributions;
using NasFuse.Core.Noise;
using NasFuse.Core.Objectives;
using NasFuse.Core.Reproducibility;

namespace NasFuse.Core.Tests.Noise;

public sealed class NoisyFrontTests
{
    private static readonly ReferencePoint Box = new([-1, 0], [0, 10]);

    [Fact]
    public void Two_alternatives_have_a_closed_form()
    {
        NoisyAlternative a = New(0, (-0.5, 0.02), (5, 0)), b = New(1, (-0.49, 0.01), (5, 0));
        var front = NoisyFront.Of([a, b], Box, draws: 40_000);
        Assert.Equal(1 - NoisyDominance.Probability(b.Costs.AsSpan(), a.Costs.AsSpan()), front.Membership[0], 0.01);
        Assert.Equal(1 - NoisyDominance.Probability(a.Costs.AsSpan(), b.Costs.AsSpan()), front.Membership[1], 0.01);
        Assert.Equal(1, front.Membership.Sum(), 1e-12);
    }

    [Fact]
    public void Estimated_noise_has_the_tails_of_Students_t()
    {
        NoisyAlternative a = New(0, (-0.5, 0.01), (5, 0)), b = New(1, (-0.47, 0.01), (5, 0));
        NoisyAlternative WithFreedom(NoisyAlternative alternative, double freedom) =>
            alternative with { Costs = [.. alternative.Costs.Select(cost => cost with { DegreesOfFreedom = freedom })] };
        var expected = StudentT.CDF(0, 1, 2, -0.03 / (0.01 * Math.Sqrt(2)));
        Assert.Equal(expected, NoisyFront.Of([WithFreedom(a, 2), WithFreedom(b, 2)], Box, draws: 40_000).Membership[1], 0.01);
        Assert.True(NoisyFront.Of([a, b], Box, draws: 40_000).Membership[1] < expected - 0.04);
    }

    [Fact]
    public void Without_noise_it_is_the_front_and_its_hypervolume()
    {
        NoisyAlternative[] all = [New(0, (-0.5, 0), (5, 0)), New(1, (-0.4, 0), (4, 0)), New(2, (-0.4, 0), (6, 0))];
        var front = NoisyFront.Of(all, Box, draws: 10);
        Assert.Equal([1, 1, 0], front.Membership);
        var share = Box.Share([.. all.Select(alternative => alternative.Costs.Select(cost => cost.Mean).ToArray())]);
        Assert.Equal(share, front.Hypervolume.Expected, 12);
        Assert.Equal((share, share), (front.Hypervolume.Low, front.Hypervolume.High));
    }

    [Fact]
    public void Another_alternative_changes_nobodys_draws()
    {
        NoisyAlternative a = New(0, (-0.5, 0.02), (5, 0.2)), b = New(1, (-0.49, 0.01), (5, 0.3)), far = New(7, (-0.9, 0.001), (9, 0.01));
        var (two, three) = (NoisyFront.Of([a, b], Box), NoisyFront.Of([a, b, far], Box));
        Assert.Equal(two.Membership, three.Membership[..2]);
        Assert.Equal(two.Membership, NoisyFront.Of([a, b], Box).Membership);
        Assert.NotEqual(two.Membership, NoisyFront.Of([a, b], Box, seed: 2).Membership);
    }

    [Fact]
    public void Memberships_are_right_as_often_as_they_say_and_intervals_hold_the_hypervolume()
    {
        // True costs drawn far apart against the noise, so that no prior is the right one nearly everywhere.
        var (buckets, held) = (new (int On, int All, double Sum)[5], 0);
        const int studies = 300;
        for (var run = 0; run < studies; run++)
        {
            var random = RandomStreams.Create(4, "membership", run);
            var truth = Enumerable.Range(0, 8).Select(_ => new[] { -random.NextDouble(), 10 * random.NextDouble() }).ToArray();
            var measured = truth.Select((costs, i) =>
                New(i, (Normal.Sample(random, costs[0], 0.03), 0.03), (Normal.Sample(random, costs[1], 0.3), 0.3))).ToArray();
            var front = NoisyFront.Of(measured, Box, draws: 400, seed: (ulong)run);
            var members = ParetoFront.Of(truth);
            for (var i = 0; i < truth.Length; i++)
            {
                ref var bucket = ref buckets[Math.Min(4, (int)(5 * front.Membership[i]))];
                bucket = (bucket.On + (members.Contains(i) ? 1 : 0), bucket.All + 1, bucket.Sum + front.Membership[i]);
            }
            var share = Box.Share(truth);
            if (front.Hypervolume.Low <= share && share <= front.Hypervolume.High) held++;
        }
        Assert.All(buckets, bucket => Assert.Equal(bucket.Sum / bucket.All, bucket.On / (double)bucket.All, 4 * Math.Sqrt(0.25 / bucket.All)));
        Assert.InRange(held / (double)studies, 0.88, 1);
    }

    [Fact]
    public void Ties_are_what_noise_does_not_tell_apart()
    {
        NoisyAlternative[] all =
        [
            New(0, (-0.50, 0.01), (5, 0)), New(1, (-0.505, 0.01), (5, 0)),   // equal latency, nearly equal quality
            New(2, (-0.60, 0.01), (7, 0)),                                   // a sure trade-off with both
            New(3, (-0.30, 0.01), (5, 0)),                                   // surely dominated
            New(4, (-0.61, 0.01), (7, 0)), New(5, (-0.51, 0.01), (5, 0)),
        ];
        Assert.Equal(["0,1,5", "2,4"], TieGroups.Of(all, 0.95).Select(group => string.Join(',', group)));
        Assert.Empty(TieGroups.Of(all[1..4], 0.95));
    }

    private static NoisyAlternative New(int number, params ReadOnlySpan<(double Mean, double Error)> costs)
    {
        var list = new List<NoisyCost>();
        foreach (var (mean, error) in costs) list.Add(new NoisyCost(mean, error));
        return new NoisyAlternative(number, [.. list]);
    }
}
