namespace NasFuse.Core.Noise;

/// <summary>Pareto dominance between alternatives whose costs are known with noise.</summary>
public static class NoisyDominance
{
    /// <summary>Probability that <paramref name="a"/> is truly nowhere worse than <paramref name="b"/> and somewhere better.</summary>
    /// <remarks>
    /// The product over the objectives of <see cref="NoisyCost.ProbabilityAtMost"/>: noises are independent. Costs with noise are equal with probability 0,
    /// so "somewhere better" matters only where all costs are exact.
    /// </remarks>
    /// <param name="a">Costs, one per objective.</param>
    /// <param name="b">As many costs.</param>
    public static double Probability(ReadOnlySpan<NoisyCost> a, ReadOnlySpan<NoisyCost> b)
    {
        var (probability, canBeEqual) = (1.0, true);
        for (var i = 0; i < a.Length && probability > 0; i++)
        {
            probability *= a[i].ProbabilityAtMost(b[i]);
            canBeEqual &= a[i].Error == 0 && b[i].Error == 0 && a[i].Mean == b[i].Mean;
        }
        return canBeEqual ? 0 : probability;
    }
}
