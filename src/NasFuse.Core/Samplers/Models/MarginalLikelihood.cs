namespace NasFuse.Core.Samplers.Models;

/// <summary>Chooses the parameters of a Gaussian process: the most probable ones given the data (type-II maximum a posteriori).</summary>
/// <remarks>
/// Negative log marginal likelihood with the variance profiled out (Rasmussen and Williams 2006, equations 2.30 and 5.9), plus normal priors on the
/// logarithms: relevances around an equal share of <see cref="PriorRelevance"/>, noise around <see cref="PriorNoise"/>. Minimised by resilient
/// back-propagation (iRprop⁻, Igel and Hüsken 2003) from the prior: a fixed number of steps of O(n³/2 + n²·parts/2).
/// </remarks>
internal sealed class MarginalLikelihood
{
    /// <summary>Median of the sum of relevances of all choices.</summary>
    public const double PriorRelevance = 1.0;

    /// <summary>Median of the noise.</summary>
    public const double PriorNoise = 1e-2;

    private const double PriorDeviation = 1.5;

    private readonly double[][][] _distances;
    private readonly double[] _values;
    private readonly double[] _prior;

    /// <param name="distances">Parts of the distance between rows i and j &lt; i, as [i][j][part].</param>
    /// <param name="choices">How many parts are choices.</param>
    /// <param name="values">Values of the rows, about standardised.</param>
    public MarginalLikelihood(double[][][] distances, int choices, double[] values)
    {
        var mean = values.Average();
        (_distances, _values) = (distances, Array.ConvertAll(values, value => value - mean));
        var equal = Math.Log(PriorRelevance / Math.Max(1, choices));
        _prior = [.. Enumerable.Repeat(equal, distances[1][0].Length), Math.Log(PriorNoise)];
    }

    /// <summary>The parameters after some steps.</summary>
    public GaussianProcessParameters Fit(int steps)
    {
        var (best, lowest) = (_prior, double.PositiveInfinity);
        var point = (double[])_prior.Clone();
        var (step, former) = (new double[point.Length], new double[point.Length]);
        Array.Fill(step, 0.3);
        for (var s = 0; s <= steps; s++)
        {
            var gradient = new double[point.Length];
            var value = Evaluate(point, gradient);
            if (value < lowest) (best, lowest) = ((double[])point.Clone(), value);
            for (var p = 0; p < point.Length; p++)
            {
                var agreement = gradient[p] * former[p];
                step[p] = agreement > 0 ? Math.Min(step[p] * 1.3, 1.5) : agreement < 0 ? Math.Max(step[p] * 0.5, 1e-3) : step[p];
                former[p] = agreement < 0 ? 0 : gradient[p];
                point[p] = Math.Clamp(point[p] - (Math.Sign(former[p]) * step[p]), -12, 4);
            }
        }
        return new GaussianProcessParameters([.. best[..^1].Select(Math.Exp)], Math.Max(Math.Exp(best[^1]), 1e-6));
    }

    /// <summary>The function that is minimised, at logarithms of the relevances and, last, of the noise.</summary>
    /// <param name="logarithms">Where.</param>
    /// <param name="gradient">Receives the derivatives.</param>
    public double Evaluate(double[] logarithms, double[] gradient)
    {
        var relevances = Array.ConvertAll(logarithms[..^1], Math.Exp);
        var noise = Math.Max(Math.Exp(logarithms[^1]), 1e-6);
        var similarities = Similarities(relevances, noise);
        if (CholeskyFactor.Of([.. similarities.Select(row => (double[])row.Clone())]) is not { } factor) return double.PositiveInfinity;
        var weights = factor.Solve(_values);
        var variance = Math.Max(Vectors.Dot(weights, _values, weights.Length) / weights.Length, 1e-12);
        AddSlopes(similarities, factor.Inverse(), weights, variance, gradient);
        gradient[^1] *= noise;
        for (var p = 0; p < relevances.Length; p++) gradient[p] *= -relevances[p];
        var value = 0.5 * ((weights.Length * Math.Log(variance)) + factor.LogDeterminant);
        for (var p = 0; p < gradient.Length; p++)
        {
            var away = (logarithms[p] - _prior[p]) / PriorDeviation;
            value += 0.5 * away * away;
            gradient[p] += away / PriorDeviation;
        }
        return value;
    }

    private double[][] Similarities(double[] relevances, double noise)
    {
        var rows = new double[_values.Length][];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new double[i + 1];
            for (var j = 0; j < i; j++) rows[i][j] = Math.Exp(-Vectors.Dot(relevances, _distances[i][j], relevances.Length));
            rows[i][i] = 1 + noise;
        }
        return rows;
    }

    private void AddSlopes(double[][] similarities, double[][] inverse, double[] weights, double variance, double[] gradient)
    {
        // Half the trace of (C⁻¹ − α·αᵀ/σ²)·dC; both are symmetric, so the lower triangle counts twice.
        for (var i = 0; i < weights.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var slope = (inverse[i][j] - (weights[i] * weights[j] / variance)) * similarities[i][j];
                var distances = _distances[i][j];
                for (var p = 0; p < distances.Length; p++) gradient[p] += slope * distances[p];
            }
            gradient[^1] += 0.5 * (inverse[i][i] - (weights[i] * weights[i] / variance));
        }
    }
}
