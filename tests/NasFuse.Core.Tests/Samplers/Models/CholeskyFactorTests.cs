using NasFuse.Core.Samplers.Models;

namespace NasFuse.Core.Tests.Samplers.Models;

public sealed class CholeskyFactorTests
{
    private const int Size = 23;

    private static readonly double[][] s_matrix = RandomMatrix();

    [Fact]
    public void Solves_with_the_whole_matrix_and_with_a_leading_block()
    {
        var factor = CholeskyFactor.Of(Lower())!;
        foreach (var size in new[] { 1, 8, Size })
        {
            var expected = Enumerable.Range(1, size).Select(i => Math.Sin(i)).ToArray();
            var right = Enumerable.Range(0, size).Select(i => Enumerable.Range(0, size).Sum(j => s_matrix[i][j] * expected[j])).ToArray();
            Assert.All(factor.Solve(right).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 9));
        }
    }

    [Fact]
    public void The_inverse_times_the_matrix_is_one()
    {
        var inverse = CholeskyFactor.Of(Lower())!.Inverse();
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < Size; j++)
                Assert.Equal(i == j ? 1 : 0, Enumerable.Range(0, Size).Sum(k => inverse[Math.Max(i, k)][Math.Min(i, k)] * s_matrix[k][j]), 9);
        }
    }

    [Fact]
    public void The_determinant_is_that_of_a_known_matrix() => Assert.Equal(Math.Log(4 * 3 - 2 * 2), CholeskyFactor.Of([[4], [2, 3]])!.LogDeterminant, 12);

    [Fact]
    public void A_matrix_that_is_not_positive_definite_has_no_factor_until_noise_makes_it_so()
    {
        double[][] singular = [[1], [1, 1]];
        Assert.Null(CholeskyFactor.Of([[1], [1, 1]]));
        Assert.Equal(2, CholeskyFactor.WithDiagonal(singular, 1, 1e-20).Size);
        Assert.Equal(1, singular[1][1]);
    }

    private static double[][] Lower() => [.. s_matrix.Select((row, i) => row[..(i + 1)])];

    private static double[][] RandomMatrix()
    {
        var random = new Random(1);
        var root = Enumerable.Range(0, Size).Select(_ => Enumerable.Range(0, Size).Select(_ => random.NextDouble() - 0.5).ToArray()).ToArray();
        return [.. root.Select((a, i) => root.Select((b, j) => a.Zip(b, (x, y) => x * y).Sum() + (i == j ? 0.1 : 0)).ToArray())];
    }
}
