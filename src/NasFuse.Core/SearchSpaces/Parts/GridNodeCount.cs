using System.Numerics;

namespace NasFuse.Core.SearchSpaces.FusionLattices;

/// <summary>Counts the ways to make one node of a fusion lattice: input sets times options. Not thread-safe.</summary>
internal sealed class LatticeNodeCount(LatticePlan plan)
{
    private readonly Dictionary<(int Row, Reachable All, Reachable LastLayer), BigInteger> _known = [];

    /// <summary>How many sources stand above (finer), at and below (coarser) the node's row.</summary>
    private readonly record struct Reachable(int Finer, int Same, int Coarser)
    {
        public int In(bool finer, bool coarser) => Same + (finer ? Finer : 0) + (coarser ? Coarser : 0);
    }

    /// <summary>Ways to make a node.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="lastLayer">Rows of the layer right before it that can be read, as bits.</param>
    /// <param name="perRow">Nodes per row that can be read in all earlier layers, as 4-bit numbers.</param>
    public BigInteger Of(int row, int lastLayer, long perRow)
    {
        var all = Count(row, other => (int)(perRow >> (4 * other)) & 15);
        var last = Count(row, other => lastLayer >> other & 1);
        if (_known.TryGetValue((row, all, last), out var known)) return known;
        return _known[(row, all, last)] = plan.Operators.Length * plan.Widths[row].Length * InputsWithVariants(all, last);
    }

    private Reachable Count(int row, Func<int, int> sourcesIn)
    {
        var rows = Enumerable.Range(0, plan.Rows).Where(other => plan.IsWithinReach(other, row)).ToArray();
        return new Reachable(rows.Where(other => other < row).Sum(sourcesIn), sourcesIn(row), rows.Where(other => other > row).Sum(sourcesIn));
    }

    private BigInteger InputsWithVariants(Reachable all, Reachable last)
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
                Binomial(all.In(finer, coarser), degree) - Binomial(all.In(finer, coarser) - last.In(finer, coarser), degree);
        }
        return sum;
    }

    private static BigInteger Binomial(int n, int k)
    {
        BigInteger result = k > n ? 0 : 1;
        for (var i = 1; i <= k && k <= n; i++) result = result * (n - k + i) / i;
        return result;
    }
}
