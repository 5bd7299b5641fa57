using System.Collections.Immutable;
using System.Numerics;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.Branches;

/// <summary>Counts what branches can become: exactly where the structure allows it, else between bounds.</summary>
/// <remarks>
/// Sets of branches, encoders and heads never give the same architecture twice. At most: every filled-in table of operators and widths counts. At
/// least: only tables without skips count; then the branches' nodes tell every layer, so no two tables give the same architecture.
/// </remarks>
internal sealed class BranchesCount(BranchesPlan plan)
{
    private const int SmallEnoughToVisit = 2000;

    public SpaceCount Of(SearchSpace space)
    {
        var (atLeast, atMost) = (BigInteger.Zero, BigInteger.Zero);
        foreach (var set in plan.Sets)
        {
            var (least, most) = BoundsOf(set);
            (atLeast, atMost) = (atLeast + least, atMost + most);
        }
        (atLeast, atMost) = (plan.Encoders.Length * atLeast, plan.Encoders.Length * atMost);
        var count = atLeast != atMost && atMost <= SmallEnoughToVisit ? SpaceCount.Exactly(DistinctArchitectures.In(space)) : new SpaceCount(atLeast, atMost);
        return count with { Parts = [.. plan.Sets.SelectMany(PartsOf)] };
    }

    /// <summary>Ways and tables as the paper counts them: each place of the branches has one of all operators (a skip is one) and, behind the first
    /// layer, a width.</summary>
    private IEnumerable<CountedPart> PartsOf(BranchSet set)
    {
        yield return new CountedPart($"ways of the branches {set.Name}",
            set.Rows.Aggregate(BigInteger.One, (ways, end) => ways * Combinations.Of(plan.Layers - 1, end)));
        yield return new CountedPart($"operator and width tables of the branches {set.Name}", Tables(set, _ => plan.Alternatives.Length));
    }

    private (BigInteger AtLeast, BigInteger AtMost) BoundsOf(BranchSet set)
    {
        var (headAtLeast, headAtMost) = plan.Fusion is { } fusion ? new FusionHeadCount(plan, fusion).Bounds(set) : (1, 1);
        if (set.Rows.Length == 1)
        {
            var branches = SingleBranch(set.Rows[0]);
            return (branches * headAtLeast, branches * headAtMost);
        }
        var skips = plan.Skips ? 1 : 0;
        return (
            Tables(set, _ => plan.Operators.Length) * headAtLeast,
            Tables(set, stepsDown => plan.Operators.Length + skips * (stepsDown ? plan.Reductions.Length : 1)) * headAtMost);
    }

    /// <summary>Sums, over the ways of all branches, the product over the distinct places on them.</summary>
    /// <param name="set">The branches.</param>
    /// <param name="operatorsAt">Alternatives of a place, given whether some branch steps down there.</param>
    private BigInteger Tables(BranchSet set, Func<bool, int> operatorsAt)
    {
        var states = new Dictionary<int, BigInteger> { [0] = 1 };
        for (var layer = 0; layer < plan.Layers; layer++)
        {
            var next = new Dictionary<int, BigInteger>();
            foreach (var (state, count) in states)
            {
                foreach (var (reached, ways) in Steps(set, state, layer, operatorsAt)) next[reached] = next.GetValueOrDefault(reached) + count * ways;
            }
            states = next;
        }
        return states.GetValueOrDefault(0);
    }

    /// <summary>Rows of all branches as 3-bit numbers; the last layer leads to state 0 where every branch has reached its end.</summary>
    private IEnumerable<(int State, BigInteger Ways)> Steps(BranchSet set, int state, int layer, Func<bool, int> operatorsAt)
    {
        int[] rows = [.. set.Rows.Select((_, branch) => state >> (3 * branch) & 7)];
        var isLast = layer == plan.Layers - 1;
        if (isLast && !rows.SequenceEqual(set.Rows)) yield break;
        for (var downs = 0; downs < (isLast ? 1 : 1 << rows.Length); downs++)
        {
            int[] reached = [.. rows.Select((row, branch) => row + (downs >> branch & 1))];
            if (reached.Zip(set.Rows).Any(pair => pair.First > pair.Second)) continue;
            BigInteger ways = 1;
            foreach (var place in rows.Select((row, branch) => (Row: row, StepsDown: reached[branch] > row)).GroupBy(way => way.Row))
                ways *= operatorsAt(place.Any(way => way.StepsDown)) * (layer == 0 ? 1 : plan.Widths[place.Key].Length);
            yield return (isLast ? 0 : reached.Select((row, branch) => row << (3 * branch)).Sum(), ways);
        }
    }

    /// <summary>Distinct branches that end in a row, alone in their set: sequences of cells, whatever places were skipped.</summary>
    private BigInteger SingleBranch(int end)
    {
        var most = plan.Layers - end;
        var downs = plan.Operators.Select(operation => operation.Down.Text).Concat(plan.Skips ? plan.Reductions.Select(operation => operation.Text) : [])
            .Distinct(StringComparer.Ordinal).Count();
        // Sequences that are in a row after so many cells at stride 1, the widths of all their cells chosen.
        var sequences = new BigInteger[end + 1, most + 1];
        sequences[0, 0] = 1;
        var total = BigInteger.Zero;
        for (var row = 0; row <= end; row++)
        for (var kept = 0; kept <= most; kept++)
        {
            var keep = kept == 0 ? 0 : sequences[row, kept - 1] * plan.Operators.Length;
            var down = row == 0 ? 0 : sequences[row - 1, kept] * downs;
            sequences[row, kept] += (keep + down) * plan.Widths[row].Length;
            if (row < end) continue;
            // The last cell has no width to choose, and the last layer never steps down. A branch without any cell is the stem itself.
            if (plan.Skips || kept == most) total += row == 0 && kept == 0 ? 1 : keep;
            if (plan.Skips && kept < most) total += down;
        }
        return total;
    }
}
