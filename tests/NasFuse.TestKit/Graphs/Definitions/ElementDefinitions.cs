using NasFuse.Core.Graphs;

namespace NasFuse.TestKit.Graphs;

/// <summary>What happens to each element by itself.</summary>
internal static class ElementDefinitions
{
    public static Map Apply(Map x, PointwiseFunction function) => Map.Create(x.Shape, (c, i, j) => function switch
    {
        PointwiseFunction.Relu => Math.Max(0, x[c, i, j]),
        PointwiseFunction.Sigmoid => 1 / (1 + Math.Exp(-x[c, i, j])),
        PointwiseFunction.Tanh => Math.Tanh(x[c, i, j]),
        PointwiseFunction.Gelu => x[c, i, j] * NormalDistribution(x[c, i, j]),
        _ => throw new NotSupportedException($"the reference does not know {function}"),
    });

    public static Map Join(TensorShape shape, Map a, Map b, ElementwiseFunction function) => Map.Create(shape, (c, i, j) =>
    {
        var (x, y) = (a.Broadcast(c, i, j), b.Broadcast(c, i, j));
        return function switch
        {
            ElementwiseFunction.Add => x + y,
            ElementwiseFunction.Multiply => x * y,
            ElementwiseFunction.Subtract => x - y,
            ElementwiseFunction.Max => Math.Max(x, y),
            _ => throw new NotSupportedException($"the reference does not know {function}"),
        };
    });

    /// <summary>Φ by its power series, <c>½ + φ(x) (x + x³/3 + x⁵/(3·5) + …)</c> (Marsaglia 2004); 0 or 1 beyond eight deviations.</summary>
    private static double NormalDistribution(double x)
    {
        if (Math.Abs(x) > 8) return x < 0 ? 0 : 1;
        double sum = x, term = x;
        for (var odd = 3; Math.Abs(term) > 1e-17; odd += 2) sum += term *= x * x / odd;
        return 0.5 + sum * Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);
    }
}
