using NasFuse.Core.Graphs;

namespace NasFuse.TestKit.Graphs;

/// <summary>Products of matrices.</summary>
internal static class MatrixDefinitions
{
    public static Map Multiply(Map a, Map b, bool transposeSecond)
    {
        var columns = transposeSecond ? b.Height : b.Width;
        return Map.Create(new TensorShape(Math.Max(a.Channels, b.Channels), a.Height, columns), (batch, i, j) =>
        {
            double sum = 0;
            var (left, right) = (a.Channels == 1 ? 0 : batch, b.Channels == 1 ? 0 : batch);
            for (var k = 0; k < a.Width; k++) sum += a[left, i, k] * (transposeSecond ? b[right, j, k] : b[right, k, j]);
            return sum;
        });
    }

    public static Map MapLinearly(Map x, Linear p, double[] weight, double[] bias) => Map.Create(x.Shape with { Width = p.Width }, (batch, i, j) =>
    {
        var sum = bias[j];
        for (var k = 0; k < x.Width; k++) sum += x[batch, i, k] * weight[j * x.Width + k];
        return sum;
    });
}
