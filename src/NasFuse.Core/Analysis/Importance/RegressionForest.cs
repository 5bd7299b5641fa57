using System.Collections.Immutable;
using NasFuse.Core.Reproducibility;

namespace NasFuse.Core.Analysis.Importance;

/// <summary>Random forest for regression (Breiman, Machine Learning 2001): trees on samples drawn with replacement, a third of the choices looked at per
/// split.</summary>
/// <remarks>What the trees say about rows that they did not learn from gives its error and the importance of choices. Immutable and thread-safe.</remarks>
internal sealed class RegressionForest
{
    private const int TreeCount = 100;

    // Beyond these, more rows cost time and hardly change a share.
    private const int MostLearned = 1000;
    private const int MostJudged = 250;

    private readonly double[] _targets;
    private readonly ulong _seed;
    private readonly (RegressionTree Tree, int[] Left)[] _trees;

    /// <param name="columns">The choices of each row.</param>
    /// <param name="targets">The value of each row, finite, not all the same.</param>
    /// <param name="seed">Seed of everything random.</param>
    public RegressionForest(ChoiceColumns columns, double[] targets, ulong seed)
    {
        (Columns, _targets, _seed) = (columns, targets, seed);
        _trees = [.. Enumerable.Range(0, TreeCount).Select(Grow)];
        Explained = 1 - SquaredError() / SquaredDeviation();
    }

    /// <summary>The choices it learned from.</summary>
    public ChoiceColumns Columns { get; }

    /// <summary>R² on rows that the asked trees did not learn from.</summary>
    public double Explained { get; }

    /// <summary>Share of each choice, largest first.</summary>
    public ImmutableArray<ImportantChoice> Importances()
    {
        var losses = new double[Columns.Count][];
        for (var column = 0; column < losses.Length; column++) losses[column] = new double[TreeCount];
        for (var tree = 0; tree < TreeCount; tree++) Judge(tree, losses);
        var scale = 2 * SquaredDeviation() / _targets.Length;
        return
        [
            .. losses.Select((perTree, column) => Choice(column, perTree, scale))
                .OrderByDescending(choice => choice.Share).ThenBy(choice => choice.Choice, StringComparer.Ordinal),
        ];
    }

    private ImportantChoice Choice(int column, double[] losses, double scale)
    {
        var error = Measurement.SampleDeviation.Of(losses) / Math.Sqrt(losses.Length);
        return new ImportantChoice(
            Columns.NameOf(column), Math.Max(0, losses.Average()) / scale, error / scale, Columns.Columns[column].Count(code => code > 0));
    }

    private (RegressionTree Tree, int[] Left) Grow(int number)
    {
        var random = RandomStreams.Create(_seed, "importance-tree", number);
        var rows = new int[Math.Min(_targets.Length, MostLearned)];
        var learned = new bool[_targets.Length];
        for (var i = 0; i < rows.Length; i++) learned[rows[i] = random.Next(_targets.Length)] = true;
        var left = Enumerable.Range(0, _targets.Length).Where(row => !learned[row]).ToArray();
        random.Shuffle(left);
        return (RegressionTree.Grow(Columns, _targets, rows, random), left[..Math.Min(left.Length, MostJudged)]);
    }

    private void Judge(int number, double[][] losses)
    {
        var (tree, left) = _trees[number];
        var random = RandomStreams.Create(_seed, "importance-shuffle", number);
        var errors = Array.ConvertAll(left, row => Square(_targets[row] - tree.Predict(Columns.Rows[row])));
        foreach (var column in tree.Columns.Order())
        {
            var codes = Columns.Columns[column];
            int[] asked = [.. Enumerable.Range(0, left.Length).Where(i => codes[left[i]] > 0)];
            var shuffled = Array.ConvertAll(asked, i => codes[left[i]]);
            random.Shuffle(shuffled);
            var loss = 0.0;
            for (var i = 0; i < asked.Length; i++)
            {
                var row = left[asked[i]];
                if (shuffled[i] != codes[row]) loss += Square(_targets[row] - tree.Predict(Columns.Rows[row], column, shuffled[i])) - errors[asked[i]];
            }
            losses[column][number] = loss / left.Length;
        }
    }

    private double SquaredError()
    {
        var (sums, counts) = (new double[_targets.Length], new int[_targets.Length]);
        foreach (var (tree, left) in _trees)
        {
            foreach (var row in left)
            {
                sums[row] += tree.Predict(Columns.Rows[row]);
                counts[row]++;
            }
        }
        // Rows that every tree learned from are rare; their share of the error is that of the others.
        var judged = Enumerable.Range(0, _targets.Length).Where(row => counts[row] > 0).ToArray();
        return judged.Sum(row => Square(_targets[row] - sums[row] / counts[row])) * _targets.Length / Math.Max(1, judged.Length);
    }

    private double SquaredDeviation() => _targets.Average() is var mean ? _targets.Sum(target => Square(target - mean)) : 0;

    private static double Square(double value) => value * value;
}
