using System.Numerics;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.FusionLattices;

/// <summary>Counts the distinct architectures of a fusion lattice by dynamic programming over its layers.</summary>
/// <remarks>
/// Every node reads the layer right before it, so layer and row of a node follow from the graph, and architectures differ exactly when encoder, occupied
/// places, input sets or options differ. The ways to make a node depend only on how many nodes it can read per row, so the state is: which rows of
/// the last layer, and how many nodes per row in all layers so far, can be read. Whether the head fuses depends on the number of loose ends: with one
/// there is nothing to fuse. Architectures with exactly one are counted by inclusion and exclusion: one node is marked as the loose end, and
/// every other may be hidden (nobody reads it) with sign −1, which cancels all architectures with further loose ends.
/// </remarks>
internal sealed class LatticeCount(GridPlan plan)
{
    private readonly GridNodeCount _ways = new(plan);

    /// <summary>Places that can be read: nodes per row in the last layer and in all layers so far; and whether the loose end is marked.</summary>
    private readonly record struct State(long LastLayer, long PerRow, bool Marked);

    public BigInteger Total()
    {
        var all = Run(withLooseEnd: false) - 1;
        var oneLooseEnd = Run(withLooseEnd: true);
        return plan.Encoders.Length * plan.Head.Widths.Length * ((all - oneLooseEnd) * plan.Head.Fusions.Length + oneLooseEnd);
    }

    private BigInteger Run(bool withLooseEnd)
    {
        var taps = Enumerable.Range(0, plan.Rows).Sum(GridNodeCount.One);
        var states = new Dictionary<State, BigInteger> { [new State(taps, taps, false)] = 1 };
        for (var layer = 1; layer <= plan.Layers; layer++)
        {
            var next = new Dictionary<State, BigInteger>();
            foreach (var (state, count) in states) AddLayer(state, count, withLooseEnd, next);
            states = next;
        }
        return states.Where(pair => pair.Key.Marked == withLooseEnd).Aggregate(BigInteger.Zero, (sum, pair) => sum + pair.Value);
    }

    private void AddLayer(State state, BigInteger count, bool withLooseEnd, Dictionary<State, BigInteger> next)
    {
        var ways = new BigInteger[plan.Rows];
        for (var row = 0; row < plan.Rows; row++) ways[row] = _ways.Of(row, state.LastLayer, state.PerRow);
        AddRow(0, new State(0, state.PerRow, state.Marked), count);

        void AddRow(int row, State reached, BigInteger product)
        {
            if (product.IsZero) return;
            if (row == plan.Rows)
            {
                next[reached] = next.GetValueOrDefault(reached) + product;
                return;
            }
            var one = GridNodeCount.One(row);
            AddRow(row + 1, reached with { LastLayer = reached.LastLayer + one, PerRow = reached.PerRow + one }, product * ways[row]);
            // Absent, or (where loose ends are counted) present but hidden with sign −1.
            AddRow(row + 1, reached, withLooseEnd ? product * (1 - ways[row]) : product);
            if (withLooseEnd && !reached.Marked) AddRow(row + 1, reached with { Marked = true }, product * ways[row]);
        }
    }
}
