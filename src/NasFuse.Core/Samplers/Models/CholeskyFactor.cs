namespace NasFuse.Core.Samplers.Models;

/// <summary>The factor <c>L</c> of a symmetric positive definite matrix <c>A = L·Lᵀ</c>, row by row, in place.</summary>
/// <remarks>
/// O(n³/6) multiply-adds to build, O(n²/2) per solve. One thread and one order of summation, so that equal inputs give equal bits. The first rows
/// are the factor of the leading block, so one factor serves a matrix and its leading blocks. Immutable after creation.
/// </remarks>
internal sealed class CholeskyFactor
{
    private readonly double[][] _rows;

    private CholeskyFactor(double[][] rows) => _rows = rows;

    /// <summary>Number of rows.</summary>
    public int Size => _rows.Length;

    /// <summary>Logarithm of the determinant of <c>A</c>.</summary>
    public double LogDeterminant => 2 * _rows.Select((row, i) => Math.Log(row[i])).Sum();

    /// <summary>Factorises a matrix and uses up its storage.</summary>
    /// <param name="lower">Rows of the lower triangle: row i has at least i + 1 entries.</param>
    /// <returns>Null when the matrix is not positive definite to working precision.</returns>
    public static CholeskyFactor? Of(double[][] lower)
    {
        for (var i = 0; i < lower.Length; i++)
        {
            var row = lower[i];
            for (var j = 0; j < i; j++) row[j] = (row[j] - Vectors.Dot(row, lower[j], j)) / lower[j][j];
            var pivot = row[i] - Vectors.Dot(row, row, i);
            if (!(pivot > 1e-12)) return null;
            row[i] = Math.Sqrt(pivot);
        }
        return new CholeskyFactor(lower);
    }

    /// <summary>Factorises a symmetric matrix with another diagonal.</summary>
    /// <param name="lower">Lower triangle; left as it is.</param>
    /// <param name="diagonal">What stands on the diagonal …</param>
    /// <param name="noise">… plus this, or as many times ten of it as the matrix needs to be positive definite to working precision.</param>
    public static CholeskyFactor WithDiagonal(double[][] lower, double diagonal, double noise)
    {
        for (; ; noise *= 10)
        {
            var rows = Array.ConvertAll(lower, row => (double[])row.Clone());
            for (var i = 0; i < rows.Length; i++) rows[i][i] = diagonal + noise;
            if (Of(rows) is { } factor) return factor;
        }
    }

    /// <summary>Solves <c>L·x = b</c> in place; a shorter vector is solved with the leading block.</summary>
    public void SolveLower(Span<double> vector)
    {
        for (var i = 0; i < vector.Length; i++) vector[i] = (vector[i] - Vectors.Dot(_rows[i], vector, i)) / _rows[i][i];
    }

    /// <summary>Solves <c>A·x = b</c>; a shorter vector is solved with the leading block.</summary>
    public double[] Solve(ReadOnlySpan<double> vector)
    {
        var x = vector.ToArray();
        SolveLower(x);
        for (var i = x.Length - 1; i >= 0; i--)
        {
            x[i] /= _rows[i][i];
            for (var j = 0; j < i; j++) x[j] -= _rows[i][j] * x[i];
        }
        return x;
    }

    /// <summary>The lower triangle of the inverse of <c>A</c>, row by row. O(n³/3).</summary>
    public double[][] Inverse()
    {
        // Columns of L⁻¹ as rows, so that A⁻¹ = L⁻ᵀ·L⁻¹ needs products of contiguous rows only.
        var columns = new double[Size][];
        for (var j = 0; j < Size; j++)
        {
            columns[j] = new double[Size];
            columns[j][j] = 1 / _rows[j][j];
            for (var i = j + 1; i < Size; i++) columns[j][i] = -Vectors.Dot(_rows[i].AsSpan(j), columns[j].AsSpan(j), i - j) / _rows[i][i];
        }
        var inverse = new double[Size][];
        for (var i = 0; i < Size; i++)
        {
            inverse[i] = new double[i + 1];
            for (var j = 0; j <= i; j++) inverse[i][j] = Vectors.Dot(columns[i].AsSpan(i), columns[j].AsSpan(i), Size - i);
        }
        return inverse;
    }
}
