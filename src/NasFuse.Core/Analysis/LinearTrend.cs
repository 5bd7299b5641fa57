using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace NasFuse.Core.Analysis;

/// <summary>What the last of several regressors does to a value when the others are allowed for: least squares with an intercept.</summary>
/// <param name="Slope">Change of the value per unit of the last regressor.</param>
/// <param name="Error">Standard error of the slope.</param>
internal sealed record LinearTrend(double Slope, double Error)
{
    // Counts of one space can be nearly proportional; so small a ridge parts them and moves nothing that can be measured.
    private const double Ridge = 1e-9;

    /// <summary>Fits a line.</summary>
    /// <param name="values">The values.</param>
    /// <param name="regressors">As many rows, each with one number per regressor; regressors that never change are left out, the last one must.</param>
    public static LinearTrend Of(double[] values, double[][] regressors)
    {
        var columns = Enumerable.Range(0, regressors[0].Length).Select(j => Centred([.. regressors.Select(row => row[j])]))
            .Where(column => column.Any(x => x != 0)).ToArray();
        var x = DenseMatrix.OfColumnArrays(columns);
        var y = Vector<double>.Build.Dense(Centred(values));
        var scale = columns.Max(column => column.Sum(v => v * v));
        var inverse = (x.TransposeThisAndMultiply(x) + DenseMatrix.CreateIdentity(columns.Length) * (Ridge * scale)).Inverse();
        var slopes = inverse * (x.Transpose() * y);
        var freedom = Math.Max(1, values.Length - columns.Length - 1);
        var variance = (y - x * slopes).Sum(rest => rest * rest) / freedom;
        return new LinearTrend(slopes[^1], Math.Sqrt(variance * inverse[columns.Length - 1, columns.Length - 1]));
    }

    private static double[] Centred(double[] values) =>
        values.Average() is var mean ? Array.ConvertAll(values, value => Math.Abs(value - mean) < 1e-12 ? 0 : value - mean) : [];
}
