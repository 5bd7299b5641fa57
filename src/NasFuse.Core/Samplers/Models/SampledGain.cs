using NasFuse.Core.Objectives;

namespace NasFuse.Core.Samplers.Models;

/// <summary>
/// Expected hypervolume improvement for any number of objectives, integrated at random undominated points; all candidates meet the same points.
/// </summary>
internal sealed class SampledGain : HypervolumeGain
{
    private const int Points = 192;
    private const int Draws = 16 * Points;

    private readonly List<double[]> _warped = [];

    /// <param name="costs">What was evaluated, or is believed to come.</param>
    /// <param name="warps">One per objective.</param>
    /// <param name="random">Draws the points.</param>
    public SampledGain(IReadOnlyList<double[]> costs, CostWarp[] warps, Random random)
    {
        var front = ParetoFront.Of(costs).Select(i => costs[i]).ToArray();
        for (var draw = 0; draw < Draws && _warped.Count < Points; draw++)
        {
            // A tenth beyond the best seen: candidates may be better than everything so far.
            var point = Array.ConvertAll(warps, warp => warp.Worst - (random.NextDouble() * 1.1 * (warp.Worst - warp.Best)));
            if (Array.Exists(front, cost => Covers(cost, point))) continue;
            _warped.Add([.. point.Zip(warps, (cost, warp) => warp.Warp(cost))]);
        }
    }

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<Prediction> predictions)
    {
        var sum = 0.0;
        foreach (var point in _warped)
        {
            var product = 1.0;
            for (var o = 0; o < point.Length && product > 1e-12; o++) product *= predictions[o].Below(point[o]);
            sum += product;
        }
        return sum / Points;
    }

    private static bool Covers(double[] cost, double[] point)
    {
        for (var o = 0; o < cost.Length; o++)
        {
            if (cost[o] > point[o]) return false;
        }
        return true;
    }
}
