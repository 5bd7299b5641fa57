using MathNet.Numerics.Distributions;

namespace NasFuse.Core.Noise;

/// <summary>A measured cost (smaller is better) with its standard error.</summary>
/// <param name="Mean">Mean of the measurements.</param>
/// <param name="Error">Standard error of that mean, ≥ 0; 0 for what is exact.</param>
/// <param name="DegreesOfFreedom">Degrees of freedom of the error, above 0; infinite when it is known.</param>
public readonly record struct NoisyCost(double Mean, double Error, double DegreesOfFreedom = double.PositiveInfinity)
{
    /// <summary>Probability that the true cost behind this is at most that behind another one, when their noises are independent and normal.</summary>
    /// <remarks>Student's t with the smaller of both degrees of freedom. Without any noise it is 0 or 1.</remarks>
    public double ProbabilityAtMost(NoisyCost other)
    {
        var error = Math.Sqrt(Error * Error + other.Error * other.Error);
        if (error == 0) return Mean <= other.Mean ? 1 : 0;
        return StudentT.CDF(0, 1, Math.Min(DegreesOfFreedom, other.DegreesOfFreedom), (other.Mean - Mean) / error);
    }
}
