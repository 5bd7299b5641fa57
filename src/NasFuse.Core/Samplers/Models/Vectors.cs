using System.Numerics;
using System.Runtime.InteropServices;

namespace NasFuse.Core.Samplers.Models;

/// <summary>Inner loops of the models, in one order of summation per processor, so that equal inputs give equal bits.</summary>
internal static class Vectors
{
    /// <summary>Inner product of the first entries of two vectors.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int length)
    {
        var x = MemoryMarshal.Cast<double, Vector<double>>(a[..length]);
        var y = MemoryMarshal.Cast<double, Vector<double>>(b[..length]);
        var (first, second) = (Vector<double>.Zero, Vector<double>.Zero);
        var i = 0;
        for (; i + 1 < x.Length; i += 2)
        {
            first += x[i] * y[i];
            second += x[i + 1] * y[i + 1];
        }
        if (i < x.Length) first += x[i] * y[i];
        var sum = Vector.Sum(first + second);
        for (i = x.Length * Vector<double>.Count; i < length; i++) sum += a[i] * b[i];
        return sum;
    }

    /// <summary>Adds a multiple of a vector to another, which may be shorter.</summary>
    public static void AddScaled(Span<double> sum, double factor, ReadOnlySpan<double> vector)
    {
        var x = MemoryMarshal.Cast<double, Vector<double>>(sum);
        var y = MemoryMarshal.Cast<double, Vector<double>>(vector);
        var scale = new Vector<double>(factor);
        for (var i = 0; i < x.Length; i++) x[i] += scale * y[i];
        for (var i = x.Length * Vector<double>.Count; i < sum.Length; i++) sum[i] += factor * vector[i];
    }
}
