using NasFuse.Core.Graphs;

namespace NasFuse.TestKit.Graphs;

/// <summary>Normalisations.</summary>
internal static class NormalizationDefinitions
{
    public static Map NormalizeByStatistics(Map x, double[] gamma, double[] beta, double[] mean, double[] variance) =>
        Map.Create(x.Shape, (c, i, j) => (x[c, i, j] - mean[c]) / Math.Sqrt(variance[c] + BatchNormalization.Epsilon) * gamma[c] + beta[c]);

    public static Map NormalizeLayer(Map x, int axis, double[] factor, double[] offset) => Map.Create(x.Shape, (c, i, j) =>
    {
        var line = x.Line(axis, c, i, j);
        var mean = line.Average();
        var variance = line.Average(v => (v - mean) * (v - mean));
        var at = axis == 0 ? c : j;
        return (x[c, i, j] - mean) / Math.Sqrt(variance + 1e-6) * factor[at] + offset[at];
    });

    public static Map NormalizeLength(Map x, int axis) =>
        Map.Create(x.Shape, (c, i, j) => x[c, i, j] / Math.Max(1e-12, Math.Sqrt(x.Line(axis, c, i, j).Sum(v => v * v))));

    public static Map NormalizeExponentials(Map x, int axis) => Map.Create(x.Shape, (c, i, j) =>
    {
        var line = x.Line(axis, c, i, j);
        var largest = line.Max();
        return Math.Exp(x[c, i, j] - largest) / line.Sum(v => Math.Exp(v - largest));
    });
}
