namespace NasFuse.Core.Analysis.Importance;

/// <summary>A regression tree over choices, some of which are asked only after certain answers to others.</summary>
/// <remarks>
/// A split looks only at the rows in which its choice was asked; the others are dealt to both sides at random in the same proportion. So whether a choice was
/// asked never tells anything: that is the doing of the choice which it hangs on, and the importance goes there. A row without an answer is predicted
/// by both sides, weighted. Labels that say numbers are split at a number, others in the order of their means, which contains the best split (Breiman
/// et al., Classification and Regression Trees, 1984, section 4.2). Immutable and thread-safe.
/// </remarks>
internal sealed class RegressionTree
{
    // Fewer answered rows on a side say nothing.
    private const int FewestRows = 3;

    private readonly Node _root;

    private RegressionTree(Node root, HashSet<int> columns) => (_root, Columns) = (root, columns);

    /// <summary>Columns that it splits by.</summary>
    public IReadOnlyCollection<int> Columns { get; }

    /// <summary>Grows a tree.</summary>
    /// <param name="columns">The choices of all rows.</param>
    /// <param name="targets">The values of all rows.</param>
    /// <param name="rows">The rows to learn from, some of them more than once; at least one.</param>
    /// <param name="random">The only source of randomness.</param>
    public static RegressionTree Grow(ChoiceColumns columns, double[] targets, int[] rows, Random random)
    {
        var used = new HashSet<int>();
        return new RegressionTree(new Grower(columns, targets, random, used).Grow(rows), used);
    }

    /// <summary>The value foreseen for a row of codes, in which one column can be replaced.</summary>
    public double Predict(short[] codes, int column = -1, short code = 0) => Predict(_root, codes, column, code);

    private static double Predict(Node node, short[] codes, int column, short code)
    {
        if (node.Split is not { } split) return node.Mean;
        return split.SideOf(split.Column == column ? code : codes[split.Column]) switch
        {
            Side.Left => Predict(node.Left!, codes, column, code),
            Side.Right => Predict(node.Right!, codes, column, code),
            _ => split.LeftShare * Predict(node.Left!, codes, column, code) + (1 - split.LeftShare) * Predict(node.Right!, codes, column, code),
        };
    }

    private sealed record Node(double Mean, Split? Split = null, Node? Left = null, Node? Right = null);

    private sealed class Grower(ChoiceColumns columns, double[] targets, Random random, HashSet<int> used)
    {
        private readonly int[] _order = [.. Enumerable.Range(0, columns.Count).Where(column => columns.Labels(column) > 1)];

        public Node Grow(int[] rows)
        {
            var mean = rows.Average(row => targets[row]);
            if (rows.Length < 2 * FewestRows || Best(rows) is not { } split) return new Node(mean);
            used.Add(split.Column);
            var sides = rows.ToLookup(row => split.SideOf(columns.Columns[split.Column][row]) switch
            {
                Side.Left => true,
                Side.Right => false,
                _ => random.NextDouble() < split.LeftShare,
            });
            return new Node(mean, split, Grow([.. sides[true]]), Grow([.. sides[false]]));
        }

        /// <summary>The best split by a third of the columns, or by the first that splits at all when none of those does.</summary>
        private Split? Best(int[] rows)
        {
            random.Shuffle(_order);
            Split? best = null;
            for (var i = 0; i < _order.Length && (i < (_order.Length + 2) / 3 || best is null); i++)
            {
                best = Split.Best(columns, targets, rows, _order[i], FewestRows, best?.Gain ?? 0) ?? best;
            }
            return best;
        }
    }
}
