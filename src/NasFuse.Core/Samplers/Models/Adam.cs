using System.Numerics;
using System.Runtime.InteropServices;

namespace NasFuse.Core.Samplers.Models;

/// <summary>Adam with decoupled weight decay (Kingma and Ba 2015; Loshchilov and Hutter 2019). Not thread-safe.</summary>
internal sealed class Adam
{
    private const double First = 0.9;
    private const double Second = 0.99;
    private const double Least = 1e-8;

    private readonly double _rate;
    private readonly double _decay;
    private readonly double[] _mean;
    private readonly double[] _square;
    private int _steps;

    /// <param name="size">Number of parameters.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="decay">Share of each parameter that is lost per step and unit of rate.</param>
    public Adam(int size, double rate, double decay)
    {
        (_rate, _decay, Parameters, Gradient) = (rate, decay, Padded(size), Padded(size));
        (_mean, _square) = (Padded(size), Padded(size));
    }

    /// <summary>The parameters; a few more than were asked for, so that they fill whole vectors.</summary>
    public double[] Parameters { get; }

    /// <summary>Their derivatives; cleared by every step.</summary>
    public double[] Gradient { get; }

    /// <summary>One step against the gradient.</summary>
    public void Step()
    {
        _steps++;
        var meanScale = _rate / (1 - Math.Pow(First, _steps));
        var squareScale = 1 / (1 - Math.Pow(Second, _steps));
        var parameters = MemoryMarshal.Cast<double, Vector<double>>(Parameters.AsSpan());
        var gradient = MemoryMarshal.Cast<double, Vector<double>>(Gradient.AsSpan());
        var mean = MemoryMarshal.Cast<double, Vector<double>>(_mean.AsSpan());
        var square = MemoryMarshal.Cast<double, Vector<double>>(_square.AsSpan());
        var least = new Vector<double>(Least);
        for (var i = 0; i < parameters.Length; i++)
        {
            mean[i] += (1 - First) * (gradient[i] - mean[i]);
            square[i] += (1 - Second) * ((gradient[i] * gradient[i]) - square[i]);
            var move = meanScale * mean[i] / (Vector.SquareRoot(squareScale * square[i]) + least);
            parameters[i] = ((1 - (_rate * _decay)) * parameters[i]) - move;
        }
        Array.Clear(Gradient);
    }

    private static double[] Padded(int size) => new double[(size + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count];
}
