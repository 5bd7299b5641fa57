namespace NasFuse.Core.Samplers.Models;

/// <summary>Expected gain of hypervolume when a candidate is evaluated, given independent predictions of its costs.</summary>
/// <remarks>The box of interest ends at <see cref="CostWarp.Worst"/>. The gain is the integral, over what no evaluated cost vector dominates, of the
/// probability to dominate.</remarks>
internal abstract class HypervolumeGain
{
    /// <summary>Chooses how to compute it: exactly for one and two objectives, by sampling beyond.</summary>
    /// <param name="costs">What was evaluated, or is believed to come.</param>
    /// <param name="warps">One per objective.</param>
    /// <param name="random">Draws the points at which more than two objectives are integrated.</param>
    public static HypervolumeGain Over(IReadOnlyList<double[]> costs, CostWarp[] warps, Random random) => warps.Length switch
    {
        1 => new SingleGain(costs.Min(cost => cost[0]), warps[0]),
        2 => new StripGain(costs, warps[0], warps[1]),
        _ => new SampledGain(costs, warps, random),
    };

    /// <summary>The expected gain, ≥ 0.</summary>
    /// <param name="predictions">Of the warped costs, one per objective.</param>
    public abstract double Of(ReadOnlySpan<Prediction> predictions);

    private sealed class SingleGain(double best, CostWarp warp) : HypervolumeGain
    {
        public override double Of(ReadOnlySpan<Prediction> predictions) => warp.ExpectedImprovement(best, predictions[0]);
    }
}
