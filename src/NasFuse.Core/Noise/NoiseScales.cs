using System.Collections.Immutable;
using MathNet.Numerics.Distributions;

namespace NasFuse.Core.Noise;

/// <summary>Draws true costs from measured ones: normal around the means, by a scale that is drawn too where the noise is an estimate.</summary>
/// <remarks>The noise of an objective is one estimate for all alternatives, so they share its scale in a draw. Not thread-safe.</remarks>
/// <param name="alternatives">Costs of all alternatives, one per objective.</param>
/// <param name="random">Where the scales come from.</param>
internal sealed class NoiseScales(IReadOnlyList<ImmutableArray<NoisyCost>> alternatives, Random random)
{
    private readonly double[] _freedoms = alternatives.Count == 0
        ? [] : [.. alternatives[0].Select((_, objective) => alternatives.Min(costs => costs[objective].DegreesOfFreedom))];

    private double[] _factors = [];

    /// <summary>Draws the factors by which true noises differ from estimated ones, for all that follows.</summary>
    public void Draw() => _factors = Array.ConvertAll(
        _freedoms, freedom => double.IsInfinity(freedom) ? 1 : Math.Sqrt(freedom / ChiSquare(freedom)));

    /// <summary>Draws the true costs of an alternative.</summary>
    public double[] Apply(ImmutableArray<NoisyCost> costs, Random random)
    {
        var drawn = new double[costs.Length];
        for (var i = 0; i < drawn.Length; i++)
            drawn[i] = costs[i].Error == 0 ? costs[i].Mean : Normal.Sample(random, costs[i].Mean, costs[i].Error * _factors[i]);
        return drawn;
    }

    /// <summary>As a gamma distribution, because the library draws a chi-square as that many squares of normals.</summary>
    private double ChiSquare(double freedom) => Gamma.Sample(random, freedom / 2, 0.5);
}
