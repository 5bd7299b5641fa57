namespace NasFuse.Core.Samplers.Models;

/// <summary>What a Gaussian process is told: relevances of the parts of a distance, and noise.</summary>
/// <param name="Relevances">One per part, &gt; 0.</param>
/// <param name="Noise">Variance of the noise over the variance of the function, &gt; 0.</param>
internal sealed record GaussianProcessParameters(double[] Relevances, double Noise);

/// <summary>A Gaussian process with constant mean and the kernel <c>exp(−Σ wₚ·Dₚ)</c> (Rasmussen and Williams 2006, algorithm 2.1). Immutable.</summary>
/// <remarks>O(n³/6) to create, O(n²/2) per prediction, with n rows.</remarks>
internal sealed class GaussianProcess
{
    private readonly double[] _relevances;
    private readonly CholeskyFactor _factor;
    private readonly double[] _weights;
    private readonly double _mean;
    private readonly double _variance;

    /// <summary>Learns values, and that more rows are being evaluated.</summary>
    /// <param name="parameters">Relevances and noise.</param>
    /// <param name="similarities">Lower triangle of <see cref="Similarities"/> between rows, those with values first.</param>
    /// <param name="values">Values of the first rows. The others are believed to come out as predicted (kriging believer, Ginsbourger et al. 2010):
    /// that leaves the mean as it is and takes their uncertainty away.</param>
    public GaussianProcess(GaussianProcessParameters parameters, double[][] similarities, double[] values)
    {
        _relevances = parameters.Relevances;
        _factor = CholeskyFactor.WithDiagonal(similarities, 1, parameters.Noise);
        var ones = new double[values.Length];
        Array.Fill(ones, 1.0);
        var solvedOnes = _factor.Solve(ones);
        _mean = Vectors.Dot(solvedOnes, values, values.Length) / solvedOnes.Sum();
        var centred = Array.ConvertAll(values, value => value - _mean);
        _weights = _factor.Solve(centred);
        _variance = Math.Max(Vectors.Dot(_weights, centred, values.Length) / values.Length, 1e-12);
    }

    /// <summary>The kernel at distances given part by part.</summary>
    /// <param name="relevances">One per part.</param>
    /// <param name="distances">Distances to the rows, one array per part.</param>
    /// <param name="similarities">Receives as many similarities as it has places.</param>
    public static void Similarities(double[] relevances, double[][] distances, Span<double> similarities)
    {
        similarities.Clear();
        for (var p = 0; p < relevances.Length; p++) Vectors.AddScaled(similarities, -relevances[p], distances[p]);
        for (var i = 0; i < similarities.Length; i++) similarities[i] = Math.Exp(similarities[i]);
    }

    /// <summary>The function (without noise) somewhere.</summary>
    /// <param name="distances">Distances to the rows, one array per part.</param>
    public Prediction Predict(double[][] distances)
    {
        var similarities = new double[_factor.Size];
        Similarities(_relevances, distances, similarities);
        var mean = _mean + Vectors.Dot(similarities, _weights, _weights.Length);
        _factor.SolveLower(similarities);
        var share = 1 - Vectors.Dot(similarities, similarities, similarities.Length);
        return new Prediction(mean, Math.Sqrt(_variance * Math.Max(share, 1e-8)));
    }
}
