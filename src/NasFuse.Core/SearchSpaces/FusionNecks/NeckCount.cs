using System.Numerics;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.FusionNecks;

/// <summary>Counts a fusion neck: exactly by enumeration where that is quick, else between bounds.</summary>
/// <remarks>
/// The assignments of n nodes are Π over nodes of scales · widths · operators · Σ over numbers of inputs of fusions · sets · variants. An architecture
/// determines all of them but the order in which its nodes are written, so that there are no fewer than 1/n! of them.
/// </remarks>
internal sealed class NeckCount(NeckPlan plan, SearchSpace space)
{
    private readonly NeckNodeCount _ways = new(plan);

    public SpaceCount Total()
    {
        var bounds = Bounds();
        var count = bounds.AtMost <= DistinctArchitectures.MostEnumerated ? SpaceCount.Exactly(DistinctArchitectures.In(space)) : bounds;
        return count with { Parts = [new("assignments of the neck", PerEncoder(nodes => 1))] };
    }

    /// <summary>The bounds alone, without enumeration.</summary>
    public SpaceCount Bounds() => new(
        plan.Head.Widths.Length * PerEncoder(Orders), plan.Head.Widths.Length * plan.Head.Fusions.Length * PerEncoder(nodes => 1));

    /// <summary>Sum over encoders and numbers of nodes of the neck's assignments, divided and rounded up.</summary>
    private BigInteger PerEncoder(Func<int, BigInteger> divisor)
    {
        BigInteger total = 0;
        foreach (var encoder in plan.Encoders)
        {
            var taps = Enumerable.Range(0, plan.Rows).Where(encoder.HasTap).Sum(GridNodeCount.One);
            var states = new Dictionary<long, BigInteger> { [taps] = 1 };
            for (var nodes = 1; nodes <= plan.Nodes; nodes++)
            {
                states = Next(states);
                if (nodes < plan.MinNodes) continue;
                var assignments = states.Values.Aggregate(BigInteger.Zero, (sum, count) => sum + count);
                total += (assignments + divisor(nodes) - 1) / divisor(nodes);
            }
        }
        return total;
    }

    private Dictionary<long, BigInteger> Next(Dictionary<long, BigInteger> states)
    {
        var next = new Dictionary<long, BigInteger>();
        foreach (var (perRow, count) in states)
        {
            for (var row = 0; row < plan.Rows; row++)
            {
                var reached = perRow + GridNodeCount.One(row);
                next[reached] = next.GetValueOrDefault(reached) + count * _ways.Of(row, perRow);
            }
        }
        return next;
    }

    private static BigInteger Orders(int nodes) => Enumerable.Range(1, nodes).Aggregate(BigInteger.One, (product, factor) => product * factor);
}
