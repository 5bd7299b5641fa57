using System.Numerics;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.Branches;

/// <summary>Bounds on the heads that a set of branches can have.</summary>
/// <remarks>
/// A head's fusion steps in a given order are counted exactly from the number of maps per row. Steps that do not read each other can be made in
/// another order, but
/// n of them never in more than n! orders. How many maps there are depends on what the branches share: at least one per row that they pass to
/// go on and one where a branch ends, at most one per branch and row.
/// </remarks>
internal sealed class FusionHeadCount(BranchesPlan plan, FusionPlan fusion)
{
    public (BigInteger AtLeast, BigInteger AtMost) Bounds(BranchSet set)
    {
        BigInteger atLeast = 0, atMost = 0, orders = 1;
        var fewest = plan.Strides.Select((_, row) => (set.Rows.Any(end => end > row) ? 1 : 0) + (set.Rows.Contains(row) ? 1 : 0));
        var most = plan.Strides.Select((_, row) => set.Rows.Count(end => end >= row));
        var (few, many) = (Sequences([.. fewest]), Sequences([.. most]));
        for (var steps = 0; steps <= fusion.Steps; steps++)
        {
            orders *= Math.Max(1, steps);
            atLeast += (few[steps] + orders - 1) / orders;
            atMost += many[steps];
        }
        var widths = fusion.Head.Widths.Length;
        return (atLeast * widths, atMost * widths * fusion.Head.Fusions.Length);
    }

    /// <summary>Ways to make 0, 1, … steps one after another.</summary>
    private BigInteger[] Sequences(int[] maps)
    {
        var counts = new BigInteger[fusion.Steps + 1];
        Add(maps, 0, 1);
        return counts;

        void Add(int[] now, int steps, BigInteger ways)
        {
            counts[steps] += ways;
            if (steps == fusion.Steps || ways.IsZero) return;
            for (var row = 0; row < plan.Rows; row++)
                Add([.. now.Select((count, other) => count + (other == row ? 1 : 0))], steps + 1, ways * StepWays(now, row));
        }
    }

    private BigInteger StepWays(int[] maps, int row)
    {
        int finer = Count(other => other < row), same = maps[row], coarser = Count(other => other > row);
        BigInteger sets = 0;
        for (var degree = 2; degree <= fusion.MaxInputs; degree++)
        {
            var sameOnly = Combinations.Of(same, degree);
            var withFiner = Combinations.Of(same + finer, degree) - sameOnly;
            var withCoarser = Combinations.Of(same + coarser, degree) - sameOnly;
            var withBoth = Combinations.Of(same + finer + coarser, degree) - sameOnly - withFiner - withCoarser;
            sets += sameOnly + withFiner * fusion.DownVariants.Length + withCoarser * fusion.UpVariants.Length
                + withBoth * fusion.DownVariants.Length * fusion.UpVariants.Length;
        }
        return sets * fusion.Fusions.Length * fusion.Operators.Length * fusion.Widths.Length;

        int Count(Func<int, bool> at) => maps.Where((_, other) => at(other) && Math.Abs(other - row) <= fusion.Reach).Sum();
    }
}
