using System.Numerics;

namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>Numbers that counts are made of.</summary>
internal static class Combinations
{
    /// <summary>Ways to pick <paramref name="k"/> of <paramref name="n"/> things; 0 when there are fewer.</summary>
    public static BigInteger Of(int n, int k)
    {
        BigInteger result = k > n ? 0 : 1;
        for (var i = 1; i <= k && k <= n; i++) result = result * (n - k + i) / i;
        return result;
    }
}
