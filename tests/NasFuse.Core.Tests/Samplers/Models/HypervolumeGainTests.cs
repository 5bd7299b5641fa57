using NasFuse.Core.Objectives;
using NasFuse.Core.Samplers.Models;

namespace NasFuse.Core.Tests.Samplers.Models;

public sealed class HypervolumeGainTests
{
    // One for each test, so that what a test draws does not depend on which others ran before it.
    private readonly Random _random = new(1);

    // Rows of two and of three costs in 1..2, and their warps.
    private static readonly double[][] s_pairs = Costs(30, 2);
    private static readonly double[][] s_triples = Costs(30, 3);

    [Fact]
    public void A_warp_keeps_order_and_comes_back()
    {
        double[] costs = [1, 2, 3, 5, 8, 13, 1000];
        var warp = new CostWarp(costs);
        Assert.True(warp.Worst < 1000);
        var warped = Array.ConvertAll(costs, warp.Warp);
        Assert.Equal(warped.Order(), warped);
        Assert.Equal(0, warped.Average(), 9);
        Assert.All(costs[..^1], cost => Assert.Equal(cost, warp.Unwarp(warp.Warp(cost)), 9));
        var fence = CostBox.Ends(costs, CostBox.OuterFence).Worst;
        Assert.InRange(fence, warp.Worst, 999);
        Assert.Equal(fence, warp.Unwarp(warped[^1]), 9);
    }

    [Fact]
    public void Expected_improvement_is_the_mean_of_drawn_improvements()
    {
        var warp = new CostWarp(s_pairs.Select(cost => cost[0]));
        var prediction = new Prediction(0.3, 0.8);
        var drawn = Enumerable.Range(0, 200_000).Average(_ => Math.Max(0, 1.5 - Exactly(warp, prediction)));
        Assert.Equal(drawn, warp.ExpectedImprovement(1.5, prediction), 3);
    }

    [Fact]
    public void The_gain_of_strips_is_the_mean_of_drawn_gains()
    {
        var warps = Warps(s_pairs, 2);
        Prediction[] predictions = [new(-1, 0.7), new(-0.6, 0.9)];
        var drawn = Enumerable.Range(0, 20_000).Average(_ => Gain(s_pairs, warps, [Exactly(warps[0], predictions[0]), Exactly(warps[1], predictions[1])]));
        Assert.Equal(drawn, HypervolumeGain.Over(s_pairs, warps, _random).Of(predictions), 0.03 * drawn);
    }

    [Fact]
    public void The_gain_of_a_certain_candidate_is_what_it_adds()
    {
        var warps = Warps(s_pairs, 2);
        double[] candidate = [1.02, 1.03];
        var certain = warps.Select((warp, o) => new Prediction(warp.Warp(candidate[o]), 1e-6)).ToArray();
        Assert.Equal(Gain(s_pairs, warps, candidate), HypervolumeGain.Over(s_pairs, warps, _random).Of(certain), 6);
    }

    [Fact]
    public void Sampled_gains_stand_in_the_order_of_exact_ones()
    {
        var warps = Warps(s_pairs, 2);
        var (exact, sampled) = (new StripGain(s_pairs, warps[0], warps[1]), new SampledGain(s_pairs, warps, _random));
        var candidates = Enumerable.Range(0, 40).Select(_ => new[] { Drawn(), Drawn() }).ToArray();
        var correlation = Core.Measurement.RankCorrelation.Spearman([.. candidates.Select(c => exact.Of(c))], [.. candidates.Select(c => sampled.Of(c))]);
        Assert.True(correlation > 0.95, $"{correlation}");

        Prediction Drawn() => new(_random.NextDouble() - 1.5, 0.5);
    }

    [Fact]
    public void Three_objectives_prefer_what_is_better_in_all()
    {
        var gain = HypervolumeGain.Over(s_triples, Warps(s_triples, 3), _random);
        Assert.True(gain.Of([new(-2, 0.3), new(-2, 0.3), new(-2, 0.3)]) > 3 * gain.Of([new(0, 0.3), new(0, 0.3), new(0, 0.3)]));
    }

    private double Exactly(CostWarp warp, Prediction prediction)
    {
        // The inverse of a warp without its upper end, which expectations do not have either.
        var (low, high) = (warp.Warp(warp.Best), warp.Warp(warp.Best + (0.5 * (warp.Worst - warp.Best))));
        var zero = ZeroOf(warp);
        var spread = Math.Log((warp.Best + (0.5 * (warp.Worst - warp.Best)) - zero) / (warp.Best - zero)) / (high - low);
        return zero + ((warp.Best - zero) * Math.Exp(spread * (prediction.Mean + (prediction.Deviation * Gaussian.Draw(_random)) - low)));
    }

    private static double ZeroOf(CostWarp warp)
    {
        var (low, high) = (warp.Best - (20 * (warp.Worst - warp.Best)), warp.Best);
        for (var i = 0; i < 200; i++)
        {
            var middle = (low + high) / 2;
            if (double.IsNegativeInfinity(warp.Warp(middle))) low = middle;
            else high = middle;
        }
        return low;
    }

    private static double Gain(double[][] costs, CostWarp[] warps, double[] candidate)
    {
        var reference = warps.Select(warp => warp.Worst).ToArray();
        return Hypervolume.Compute([.. costs, candidate], reference) - Hypervolume.Compute(costs, reference);
    }

    private static CostWarp[] Warps(double[][] costs, int objectives) =>
        [.. Enumerable.Range(0, objectives).Select(o => new CostWarp(costs.Select(cost => cost[o])))];

    private static double[][] Costs(int count, int objectives)
    {
        var random = new Random(2);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, objectives).Select(_ => 1 + random.NextDouble()).ToArray())];
    }
}
