using System.Numerics;

namespace NasFuse.Core.Samplers.Draws;

/// <summary>Points that fill a cube evenly: any 2^k consecutive ones that begin at a multiple of 2^k have one in each of 2^k slices of every axis.</summary>
/// <remarks>
/// Source: Sobol 1967, in the order of Antonov and Saleev, with the direction numbers of Joe and Kuo, "Constructing Sobol sequences with better two-dimensional
/// projections", SIAM Journal on Scientific Computing 2008 (their set new-joe-kuo-6), for all primitive polynomials up to degree 7. Thread-safe.
/// </remarks>
public static class SobolSequence
{
    private const int Bits = 32;

    // Of each dimension but the first: degree and inner coefficients of its polynomial, then its first direction numbers.
    private static readonly int[][] s_joeKuo =
    [
        [1, 0, 1], [2, 1, 1, 3], [3, 1, 1, 3, 1], [3, 2, 1, 1, 1], [4, 1, 1, 1, 3, 3], [4, 4, 1, 3, 5, 13],
        [5, 2, 1, 1, 5, 5, 17], [5, 4, 1, 1, 5, 5, 5], [5, 7, 1, 1, 7, 11, 19], [5, 11, 1, 1, 5, 1, 1], [5, 13, 1, 1, 1, 3, 11], [5, 14, 1, 3, 5, 5, 31],
        [6, 1, 1, 3, 3, 9, 7, 49], [6, 13, 1, 1, 1, 15, 21, 21], [6, 16, 1, 3, 1, 13, 27, 49],
        [6, 19, 1, 1, 1, 15, 7, 5], [6, 22, 1, 3, 1, 15, 13, 25], [6, 25, 1, 1, 5, 5, 19, 61],
        [7, 1, 1, 3, 7, 11, 23, 15, 103], [7, 4, 1, 3, 7, 13, 13, 15, 69], [7, 7, 1, 1, 3, 13, 7, 35, 63], [7, 8, 1, 3, 5, 9, 1, 25, 53],
        [7, 14, 1, 3, 1, 13, 9, 35, 107], [7, 19, 1, 3, 1, 5, 27, 61, 31], [7, 21, 1, 1, 5, 11, 19, 41, 61], [7, 28, 1, 3, 5, 3, 3, 13, 69],
        [7, 31, 1, 1, 7, 13, 1, 19, 1], [7, 32, 1, 3, 7, 5, 13, 19, 59], [7, 37, 1, 1, 3, 9, 25, 29, 41], [7, 41, 1, 3, 5, 13, 23, 1, 55],
        [7, 42, 1, 3, 7, 3, 13, 59, 17], [7, 50, 1, 3, 1, 3, 5, 53, 69], [7, 55, 1, 1, 5, 5, 23, 33, 13], [7, 56, 1, 1, 7, 7, 1, 61, 123],
        [7, 59, 1, 1, 7, 9, 13, 61, 49], [7, 62, 1, 3, 3, 5, 3, 55, 33],
    ];

    private static readonly uint[][] s_directions = [VanDerCorput(), .. s_joeKuo.Select(Directions)];

    /// <summary>Dimensions there are numbers for.</summary>
    public static int Dimensions => s_directions.Length;

    /// <summary>One coordinate of one point, in units of 2⁻³².</summary>
    /// <param name="index">Which point, 0-based; the first is the origin.</param>
    /// <param name="dimension">Which coordinate, 0..<see cref="Dimensions"/> − 1.</param>
    public static uint Coordinate(uint index, int dimension)
    {
        var coordinate = 0u;
        for (var gray = index ^ (index >> 1); gray != 0; gray &= gray - 1) coordinate ^= s_directions[dimension][BitOperations.TrailingZeroCount(gray)];
        return coordinate;
    }

    private static uint[] VanDerCorput() => [.. Enumerable.Range(1, Bits).Select(bit => 1u << (Bits - bit))];

    private static uint[] Directions(int[] row)
    {
        var (degree, coefficients) = (row[0], row[1]);
        var directions = new uint[Bits];
        for (var i = 0; i < Bits; i++)
        {
            if (i < degree)
            {
                directions[i] = (uint)row[i + 2] << (Bits - 1 - i);
                continue;
            }
            directions[i] = directions[i - degree] ^ (directions[i - degree] >> degree);
            for (var k = 1; k < degree; k++)
            {
                if ((coefficients >> (degree - 1 - k) & 1) == 1) directions[i] ^= directions[i - k];
            }
        }
        return directions;
    }
}
