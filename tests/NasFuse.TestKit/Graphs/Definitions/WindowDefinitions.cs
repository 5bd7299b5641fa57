using NasFuse.Core.Graphs;

namespace NasFuse.TestKit.Graphs;

/// <summary>What looks at the window around each position.</summary>
internal static class WindowDefinitions
{
    public static Map Relate(Map x, WindowAffinity p)
    {
        var distances = Map.Create(x.Shape with { Channels = p.Window * p.Window }, Distance);
        var nearest = Map.Create(new TensorShape(1, x.Height, x.Width), (_, i, j) => distances.Line(0, 0, i, j).Min());
        return Map.Create(distances.Shape, (entry, i, j) => double.IsPositiveInfinity(nearest[0, i, j])
            ? 0
            : Math.Exp(nearest[0, i, j] - distances[entry, i, j]) / distances.Line(0, 0, i, j).Sum(distance => Math.Exp(nearest[0, i, j] - distance)));

        double Distance(int entry, int i, int j)
        {
            var (u, v) = Target(entry, i, j, p.Window, p.Dilation);
            if ((u, v) == (i, j) || !x.Contains(u, v)) return double.PositiveInfinity;
            var distance = p.PositionDeviation is { } alpha ? ((u - i) * (u - i) + (v - j) * (v - j)) / (2 * alpha * alpha) : 0;
            if (p.ValueDeviation is { } beta) distance += Enumerable.Range(0, x.Channels).Sum(c => Math.Pow(x[c, u, v] - x[c, i, j], 2)) / (2 * beta * beta);
            return distance;
        }
    }

    public static Map Sum(Map weights, Map x, WindowSum p) => Map.Create(x.Shape, (c, i, j) =>
    {
        double sum = 0;
        for (var entry = 0; entry < p.Window * p.Window; entry++)
        {
            var (u, v) = Target(entry, i, j, p.Window, p.Dilation);
            sum += weights[entry, i, j] * x.AtOrZero(c, u, v);
        }
        return sum;
    });

    private static (int Row, int Column) Target(int entry, int row, int column, int window, int dilation) =>
        (row + (entry / window - window / 2) * dilation, column + (entry % window - window / 2) * dilation);
}
