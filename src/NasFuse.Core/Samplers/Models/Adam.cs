namespace NasFuse.Core.Samplers.Models;

/// <summary>Adam with decoupled weight decay (Kingma and Ba 2015; Loshchilov and Hutter 2019). Not thread-safe.</summary>
/// <param name="size">Number of parameters.</param>
/// <param name="rate">Learning rate.</param>
/// <param name="decay">Share of each parameter that is lost per step and unit of rate.</param>
internal sealed class Adam(int size, double rate, double decay)
{
    private const double First = 0.9;
    private const double Second = 0.99;

    private readonly double[] _mean = new double[size];
    private readonly double[] _square = new double[size];
    private int _steps;

    /// <summary>One step against the gradient, which is cleared.</summary>
    public void Step(double[] parameters, double[] gradient)
    {
        _steps++;
        var (meanScale, squareScale) = (1 / (1 - Math.Pow(First, _steps)), 1 / (1 - Math.Pow(Second, _steps)));
        for (var i = 0; i < parameters.Length; i++)
        {
            _mean[i] += (1 - First) * (gradient[i] - _mean[i]);
            _square[i] += (1 - Second) * ((gradient[i] * gradient[i]) - _square[i]);
            parameters[i] -= rate * ((meanScale * _mean[i] / (Math.Sqrt(squareScale * _square[i]) + 1e-8)) + (decay * parameters[i]));
        }
        Array.Clear(gradient);
    }
}
