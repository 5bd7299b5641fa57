namespace NasFuse.Core.Samplers.Models;

/// <summary>Exact expected hypervolume improvement for two objectives.</summary>
/// <remarks>
/// What the front leaves undominated is one strip per member, and the integral over a strip is a product of one-dimensional expected improvements (Emmerich,
/// Yang, Deutz, Wang and Fonseca 2016, summed in another order): with the front a₁ &lt; … &lt; aₙ, b₁ &gt; … &gt; bₙ, a₀ = −∞, and b₀ and aₙ₊₁ the reference,
/// <c>Σᵢ (EI₁(aᵢ₊₁) − EI₁(aᵢ))·EI₂(bᵢ)</c>. O(front) per candidate.
/// </remarks>
internal sealed class StripGain : HypervolumeGain
{
    private readonly CostWarp _first;
    private readonly CostWarp _second;
    private readonly double[] _right;
    private readonly double[] _top;

    public StripGain(IEnumerable<double[]> costs, CostWarp first, CostWarp second)
    {
        var (right, top) = (new List<double>(), new List<double> { second.Worst });
        foreach (var cost in costs.Where(cost => cost[0] < first.Worst).OrderBy(cost => cost[0]).ThenBy(cost => cost[1]))
        {
            if (cost[1] >= top[^1]) continue;
            right.Add(cost[0]);
            top.Add(cost[1]);
        }
        right.Add(first.Worst);
        (_first, _second, _right, _top) = (first, second, [.. right], [.. top]);
    }

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<Prediction> predictions)
    {
        var (sum, left) = (0.0, 0.0);
        for (var i = 0; i < _right.Length; i++)
        {
            var right = _first.ExpectedImprovement(_right[i], predictions[0]);
            if (right > left) sum += (right - left) * _second.ExpectedImprovement(_top[i], predictions[1]);
            left = right;
        }
        return sum;
    }
}
