namespace NasFuse.Core.Drawing;

/// <summary>Orders the rows of each lane so that few edges cross: exchanges neighbouring rows as long as that helps.</summary>
internal static class RowOrder
{
    private const int Rounds = 8;

    /// <summary>Comparisons of two edges that ordering may take; a larger architecture is ordered in fewer rounds.</summary>
    private const long Patience = 60_000_000;

    /// <summary>One crossing is as bad as this many pixels of detour.</summary>
    private const double CrossingCost = 400;

    public static void Improve(DepthGrid grid)
    {
        var gaps = Gaps(grid);
        var perEvaluation = gaps.Sum(gap => (long)gap.Length * gap.Length / 2) + 1;
        Arrange(grid);
        var best = Cost(gaps);
        var evaluations = Patience / perEvaluation;
        for (var round = 0; round < Rounds; round++)
        {
            var before = best;
            foreach (var lane in grid.Lanes)
            {
                for (var i = 0; i + 1 < lane.Rows.Count && evaluations-- > 0; i++) best = Math.Min(best, TryExchange(grid, lane.Rows, i, gaps, best));
            }
            if (best == before) break;
        }
    }

    /// <summary>Puts rows below each other, lane by lane.</summary>
    public static void Arrange(DepthGrid grid)
    {
        var top = 0.0;
        foreach (var lane in grid.Lanes)
        {
            lane.Top = top;
            var y = top + DrawingMeasures.LanePadding;
            foreach (var row in lane.Rows)
            {
                row.Y = y + row.Height / 2;
                y += row.Height;
            }
            lane.Height = y + DrawingMeasures.LanePadding - top;
            top += lane.Height;
        }
    }

    private static double TryExchange(DepthGrid grid, List<GridRow> rows, int index, IReadOnlyList<Segment[]> gaps, double best)
    {
        (rows[index], rows[index + 1]) = (rows[index + 1], rows[index]);
        Arrange(grid);
        var cost = Cost(gaps);
        if (cost < best - 1e-6) return cost;
        (rows[index], rows[index + 1]) = (rows[index + 1], rows[index]);
        Arrange(grid);
        return best;
    }

    /// <summary>What passes from one column to the next, by the gap it passes through.</summary>
    private static Segment[][] Gaps(DepthGrid grid)
    {
        var gaps = Enumerable.Range(0, grid.Columns).Select(_ => new List<Segment>()).ToArray();
        foreach (var node in grid.Nodes)
        {
            if (node.Trunk is { } trunk)
            {
                gaps[node.Column].Add(new Segment(node.Row, trunk));
                for (var column = node.Column + 1; column < node.LastReader - 1; column++) gaps[column].Add(new Segment(trunk, trunk));
            }
            foreach (var edge in node.Out) gaps[edge.Target.Column - 1].Add(new Segment(edge.IsLong ? node.Trunk! : node.Row, edge.Target.Row));
        }
        return [.. gaps.Select(gap => gap.Distinct().ToArray())];
    }

    private static double Cost(IReadOnlyList<Segment[]> gaps)
    {
        var (crossings, length) = (0, 0.0);
        foreach (var gap in gaps)
        {
            for (var i = 0; i < gap.Length; i++)
            {
                length += Math.Abs(gap[i].From.Y - gap[i].To.Y);
                for (var j = 0; j < i; j++)
                {
                    if ((gap[i].From.Y - gap[j].From.Y) * (gap[i].To.Y - gap[j].To.Y) < 0) crossings++;
                }
            }
        }
        return crossings * CrossingCost + length;
    }

    private readonly record struct Segment(GridRow From, GridRow To);
}
