namespace NasFuse.Core.Samplers.Models;

/// <summary>
/// Brings the costs of one objective to a scale on which a Gaussian process learns well, and expectations back to the costs' own scale. Immutable.
/// </summary>
/// <remarks>
/// Costs beyond the outer fence (<see cref="CostBox.Ends"/>) say no more than the fence, then a shifted logarithm takes out as much skewness as it can (Box
/// and Cox 1964), and the result is standardised. Costs are of interest up to the inner fence: between the fences a model still sees that they are worse, so
/// it does not hope there for gains.
/// </remarks>
internal sealed class CostWarp
{
    private static readonly double[] s_shifts = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

    private readonly double _clamp;
    private readonly double _zero;
    private readonly double _centre;
    private readonly double _spread;

    /// <param name="costs">All costs seen, finite, at least one.</param>
    /// <param name="reach">A cost that is of interest at least, unless it is far out.</param>
    public CostWarp(IEnumerable<double> costs, double reach = double.NegativeInfinity)
    {
        var seen = costs.ToArray();
        (Best, Worst) = CostBox.Ends(seen);
        _clamp = CostBox.Ends(seen, CostBox.OuterFence).Worst;
        // As far beyond the reach as that is from the best: a search that lingers among cheap trials narrows the fences, and must find out of them.
        if (reach <= _clamp) Worst = Math.Max(Worst, reach + (reach - Best));
        _clamp = Math.Max(_clamp, Worst);
        var range = _clamp > Best ? _clamp - Best : 1;
        var clipped = Array.ConvertAll(seen, cost => Math.Min(cost, _clamp));
        _zero = s_shifts.Select(shift => Best - (shift * range)).MinBy(zero => Math.Abs(Skewness(Array.ConvertAll(clipped, cost => Math.Log(cost - zero)))));
        (_centre, _spread) = Moments(Array.ConvertAll(clipped, cost => Math.Log(cost - _zero)));
    }

    /// <summary>
    /// One warp per objective. What is of interest reaches beyond what the best trial of one objective costs in the others, unless that is far out.
    /// </summary>
    /// <param name="costs">All cost vectors seen, finite, at least one.</param>
    public static CostWarp[] PerObjective(IReadOnlyList<double[]> costs)
    {
        var objectives = Enumerable.Range(0, costs[0].Length).ToArray();
        var extremes = Array.ConvertAll(objectives, o => costs.MinBy(cost => cost[o])!);
        return Array.ConvertAll(objectives, o => new CostWarp(costs.Select(cost => cost[o]), ReachOf(o)));

        double ReachOf(int objective)
        {
            var clamp = CostBox.Ends(costs.Select(cost => cost[objective]), CostBox.OuterFence).Worst;
            return extremes.Select(extreme => extreme[objective]).Where(cost => cost <= clamp).DefaultIfEmpty(double.NegativeInfinity).Max();
        }
    }

    /// <summary>The best cost seen.</summary>
    public double Best { get; }

    /// <summary>The worst cost of interest.</summary>
    public double Worst { get; }

    /// <summary>From a cost to the scale of the model, where costs seen have mean 0 and variance 1. Below what a warp can express: negative infinity.</summary>
    public double Warp(double cost) => cost <= _zero ? double.NegativeInfinity : (Math.Log(Math.Min(cost, _clamp) - _zero) - _centre) / _spread;

    /// <summary>From the scale of the model to a cost.</summary>
    public double Unwarp(double warped) => Math.Min(_zero + Math.Exp(_centre + (_spread * warped)), _clamp);

    /// <summary>Expected improvement <c>E[max(0, bound − cost)]</c> when the warped cost is normal, that is, the cost shifted log-normal.</summary>
    /// <param name="bound">A cost.</param>
    /// <param name="prediction">Mean and standard deviation of the warped cost.</param>
    public double ExpectedImprovement(double bound, Prediction prediction)
    {
        if (bound <= _zero) return 0;
        var (mean, deviation) = (_centre + (_spread * prediction.Mean), _spread * prediction.Deviation);
        var distance = (Math.Log(bound - _zero) - mean) / deviation;
        var gain = ((bound - _zero) * Gaussian.Below(distance)) - (Math.Exp(mean + (0.5 * deviation * deviation)) * Gaussian.Below(distance - deviation));
        return Math.Max(0, gain);
    }

    private static (double Mean, double Deviation) Moments(double[] values)
    {
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return (mean, deviation > 0 ? deviation : 1);
    }

    private static double Skewness(double[] values)
    {
        var (mean, deviation) = Moments(values);
        return values.Average(value => Math.Pow((value - mean) / deviation, 3));
    }
}
