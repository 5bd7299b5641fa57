using MathNet.Numerics;

namespace NasFuse.Core.Samplers.Models;

/// <summary>What a model says about a value that was not observed: a normal distribution.</summary>
/// <param name="Mean">Its mean.</param>
/// <param name="Deviation">Its standard deviation, &gt; 0.</param>
internal readonly record struct Prediction(double Mean, double Deviation)
{
    /// <summary>Probability that the value is below a bound.</summary>
    public double Below(double bound) => Gaussian.Below((bound - Mean) / Deviation);
}

/// <summary>The standard normal distribution.</summary>
internal static class Gaussian
{
    private static readonly double s_inverseRootTwo = Math.Sqrt(0.5);

    /// <summary>Probability below a value.</summary>
    public static double Below(double value) => 0.5 * SpecialFunctions.Erfc(-value * s_inverseRootTwo);

    /// <summary>Draws a value (Box and Muller 1958).</summary>
    public static double Draw(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
