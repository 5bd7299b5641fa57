using System.Numerics;

namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>Counts the ways to make one node of a grid: input sets times options. Not thread-safe.</summary>
internal sealed class GridNodeCount(GridPlan plan)
{
    private readonly Dictionary<(int Row, Reachable All, Reachable Among), BigInteger> _known = [];

    /// <summary>How many sources stand above (finer), at and below (coarser) the node's row.</summary>
    private readonly record struct Reachable(int Finer, int Same, int Coarser)
    {
        public int In(bool finer, bool coarser) => Same + (finer ? Finer : 0) + (coarser ? Coarser : 0);
    }

    /// <summary>Ways to make a node.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="among">Nodes per row of which it reads at least one; see <see cref="One"/>.</param>
    /// <param name="all">Nodes per row that it can read, those included.</param>
    public BigInteger Of(int row, long among, long all)
    {
        var (readable, needed) = (Count(row, all), Count(row, among));
        if (_known.TryGetValue((row, readable, needed), out var known)) return known;
        return _known[(row, readable, needed)] = plan.Operators.Length * plan.Widths[row].Length * InputsWithVariants(readable, needed);
    }

    /// <summary>One node of a row, to be added up: eight bits of a number per row.</summary>
    public static long One(int row) => 1L << (8 * row);

    /// <summary>Nodes of a row in such a number.</summary>
    public static int In(long perRow, int row) => (int)(perRow >> (8 * row)) & 255;

    private Reachable Count(int row, long perRow)
    {
        var rows = Enumerable.Range(0, plan.Rows).Where(other => plan.IsWithinReach(other, row)).ToArray();
        return new Reachable(rows.Where(other => other < row).Sum(Nodes), Nodes(row), rows.Where(other => other > row).Sum(Nodes));

        int Nodes(int other) => In(perRow, other);
    }

    private BigInteger InputsWithVariants(Reachable all, Reachable among)
    {
        BigInteger up = plan.UpVariants.Length, down = plan.DownVariants.Length, sum = 0;
        for (var degree = 1; degree <= plan.MaxInputs; degree++)
        {
            var (any, noFiner, noCoarser, sameOnly) = (Sets(true, true), Sets(false, true), Sets(true, false), Sets(false, false));
            var onlyCoarser = noFiner - sameOnly;
            var onlyFiner = noCoarser - sameOnly;
            var both = any - onlyCoarser - onlyFiner - sameOnly;
            sum += (both * up * down + onlyCoarser * up + onlyFiner * down + sameOnly) * (degree == 1 ? 1 : plan.Fusions.Length);

            BigInteger Sets(bool finer, bool coarser) =>
                Binomial(all.In(finer, coarser), degree) - Binomial(all.In(finer, coarser) - among.In(finer, coarser), degree);
        }
        return sum;
    }

    /// <summary>Number of sets of <paramref name="k"/> among <paramref name="n"/>.</summary>
    public static BigInteger Binomial(int n, int k)
    {
        BigInteger result = k > n ? 0 : 1;
        for (var i = 1; i <= k && k <= n; i++) result = result * (n - k + i) / i;
        return result;
    }
}
