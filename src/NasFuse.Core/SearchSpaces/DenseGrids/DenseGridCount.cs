using System.Numerics;
using NasFuse.Core.SearchSpaces.Parts;

namespace NasFuse.Core.SearchSpaces.DenseGrids;

/// <summary>Counts a dense grid: exactly by enumeration where that is quick, else between bounds by dynamic programming over its layers.</summary>
/// <remarks>
/// No more than: all ways to put modules on the grid. Two of them may be one architecture, as a module that does not read the layer right before it
/// can often stand elsewhere. No fewer than: the ways in which every module does read it; then layers follow from the graph and no two are alike.
/// Parts are the numbers that papers quote, which let every module read any earlier place whether a module stands there or not.
/// </remarks>
internal sealed class DenseGridCount(GridPlan plan, SearchSpace space)
{
    private readonly GridNodeCount _ways = new(plan);

    /// <summary>With one variant in each direction and every stride in reach of every other only the number of nodes matters, not where they stand.</summary>
    private readonly bool _rowsAreAlike =
        plan.UpVariants.Length == 1 && plan.DownVariants.Length == 1 && plan.IsWithinReach(0, plan.Rows - 1);

    private readonly record struct State(long LastLayer, long All);

    public SpaceCount Total()
    {
        var bounds = Bounds();
        var count = bounds.AtMost <= DistinctArchitectures.MostEnumerated ? SpaceCount.Exactly(DistinctArchitectures.In(space)) : bounds;
        return count with { Parts = [new("edges of the full grid", Edges()), new("assignments", Assignments())] };
    }

    /// <summary>The bounds alone, without enumeration.</summary>
    public SpaceCount Bounds() => new(
        plan.Head.Widths.Length * PerEncoder(anywhere: false), plan.Head.Widths.Length * plan.Head.Fusions.Length * PerEncoder(anywhere: true));

    private BigInteger PerEncoder(bool anywhere) => plan.Encoders.Aggregate(BigInteger.Zero, (sum, encoder) => sum + Placements(encoder, anywhere));

    /// <summary>Grids of at least one module without empty layers; modules read any earlier node, or at least one of the layer right before.</summary>
    private BigInteger Placements(Encoder encoder, bool anywhere)
    {
        var taps = TapsOf(encoder).Sum(One);
        var states = new Dictionary<State, BigInteger> { [new State(taps, taps)] = 1 };
        BigInteger total = 0;
        for (var layer = 1; layer <= plan.Layers; layer++)
        {
            var next = new Dictionary<State, BigInteger>();
            foreach (var (state, count) in states) AddLayer(state, count, anywhere, next);
            states = next;
            total += states.Values.Aggregate(BigInteger.Zero, (sum, count) => sum + count);
        }
        return total;
    }

    private void AddLayer(State state, BigInteger count, bool anywhere, Dictionary<State, BigInteger> next)
    {
        var ways = Enumerable.Range(0, plan.Rows).Select(row => _ways.Of(row, anywhere ? state.All : state.LastLayer, state.All)).ToArray();
        AddRow(0, 0, count);

        void AddRow(int row, long added, BigInteger product)
        {
            if (product.IsZero) return;
            if (row < plan.Rows)
            {
                AddRow(row + 1, added + One(row), product * ways[row]);
                AddRow(row + 1, added, product);
            }
            else if (added != 0)
            {
                var reached = new State(anywhere ? 0 : added, state.All + added);
                next[reached] = next.GetValueOrDefault(reached) + product;
            }
        }
    }

    private long One(int row) => GridNodeCount.One(_rowsAreAlike ? 0 : row);

    private static IEnumerable<int> TapsOf(Encoder encoder) => Enumerable.Range(0, encoder.Taps.Length).Where(encoder.HasTap);

    /// <summary>Σ over all places of the earlier places within reach; those of the first encoder.</summary>
    private BigInteger Edges() =>
        Places().Aggregate(BigInteger.Zero, (sum, place) => sum + Enumerable.Range(0, plan.Rows)
            .Where(other => plan.IsWithinReach(other, place.Row)).Sum(other => GridNodeCount.In(place.Before, other)));

    /// <summary>Π over all places of 1 + operators · widths · Σ over input sets of fusions and variants; every earlier place counts as there.</summary>
    private BigInteger Assignments() =>
        Places().Aggregate(BigInteger.One, (product, place) => product * (1 + _ways.Of(place.Row, place.Before, place.Before)));

    /// <summary>Every place with the number of places per row before it, under the first encoder.</summary>
    private IEnumerable<(int Row, long Before)> Places()
    {
        var (before, layer) = (TapsOf(plan.Encoders[0]).Sum(GridNodeCount.One), Enumerable.Range(0, plan.Rows).Sum(GridNodeCount.One));
        for (var i = 0; i < plan.Layers; i++, before += layer)
        {
            for (var row = 0; row < plan.Rows; row++) yield return (row, before);
        }
    }
}
