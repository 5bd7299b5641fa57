namespace NasFuse.Core.Genotypes.FasterSeg;

/// <summary>Decodes the three branches of a network by the published rules: best operator, best width, superfluous skips deleted.</summary>
/// <remarks>
/// <para>A skip that does not step down is deleted, so that the depth is searched. At least <c>round(L/3)</c> cells plus two per step down are kept,
/// and at least one between two steps down and behind the last: what would be deleted too much, the least preferred first, takes its second best
/// operator, and so does a skip that steps down. So a decoded branch has no skip at all.</para>
/// <para>An operator ruled out for one branch stays so for those decoded after it, in the order 1/8, 1/16, 1/32, as in the published program.</para>
/// </remarks>
internal sealed class BranchDecoding
{
    private static readonly int[] s_widthTwelfths = [4, 6, 8, 10, 12];

    private readonly SearchParameters _parameters;
    private readonly double[][][] _operators;

    private BranchDecoding(SearchParameters parameters)
    {
        _parameters = parameters;
        _operators = [.. parameters.Operators.Select(table => table.Rows.Select(row => row.ToArray()).ToArray())];
    }

    /// <summary>The branches that end at strides 8, 16 and 32.</summary>
    public static Branch[] Decode(SearchParameters parameters)
    {
        var decoding = new BranchDecoding(parameters);
        return [decoding.Decode(8), decoding.Decode(16), decoding.Decode(32)];
    }

    private Branch Decode(int stride)
    {
        var strides = PathDecoding.Strides(_parameters, stride);
        if (_parameters.IsTeacher)
        {
            for (var layer = 0; layer < strides.Length; layer++) RuleOutSkip(strides, layer);
        }
        var deleted = Deleted(strides, SkippedLayers(strides), 2 * Level(stride));
        var kept = Enumerable.Range(0, strides.Length).Where(layer => !deleted.Contains(layer)).ToArray();
        return new Branch(
            stride, [.. kept.Select(layer => Operator(strides, layer))], [.. kept.Select(layer => strides[layer])],
            [.. kept.SkipLast(1).Select(layer => WidthTwelfths(strides[layer + 1], layer + 1))]);
    }

    private List<(int Layer, double Share)> SkippedLayers(int[] strides) =>
        [.. from layer in Enumerable.Range(0, strides.Length)
            where !StepsDown(strides, layer) && Preferences.Best(Row(strides, layer)) == (int)CellOperator.Skip
            select (layer, SkipShare(strides, layer))];

    private HashSet<int> Deleted(int[] strides, List<(int Layer, double Share)> skipped, int keptForSteps)
    {
        KeepOnePerSegment(strides, [.. skipped.Select(skip => skip.Layer)]);
        var most = strides.Length - ((int)Math.Round(strides.Length / 3.0) + keptForSteps);
        if (skipped.Count > most) skipped = [.. skipped.OrderByDescending(skip => skip.Share).Take(most)];
        var deletable = skipped.Select(skip => skip.Layer).ToHashSet();
        for (var layer = 0; layer < strides.Length; layer++)
        {
            if (!deletable.Contains(layer)) RuleOutSkip(strides, layer);
        }
        return [.. deletable.Where(layer => Operator(strides, layer) == CellOperator.Skip)];
    }

    /// <summary>Rules out the least preferred skip of every run of skips that fills all between two steps down, or all behind the last.</summary>
    private void KeepOnePerSegment(int[] strides, HashSet<int> skipped)
    {
        int[] downs = [.. Enumerable.Range(0, strides.Length).Where(layer => StepsDown(strides, layer))];
        for (var i = 0; i < downs.Length; i++)
        {
            var segment = Enumerable.Range(downs[i] + 1, (i + 1 < downs.Length ? downs[i + 1] : strides.Length) - downs[i] - 1).ToArray();
            if (segment.Length == 0 || !segment.All(skipped.Contains)) continue;
            RuleOutSkip(strides, segment.Reverse().MinBy(layer => SkipShare(strides, layer)));
        }
    }

    private int WidthTwelfths(int stride, int layer)
    {
        var row = _parameters.Widths[Level(stride)].Rows[layer - Math.Max(1, Level(stride))];
        return row.Length > 1 ? s_widthTwelfths[Preferences.Best(row.AsSpan())] : s_widthTwelfths[_parameters.IsTeacher ? ^1 : 0];
    }

    private CellOperator Operator(int[] strides, int layer) => (CellOperator)Preferences.Best(Row(strides, layer));

    private double SkipShare(int[] strides, int layer) => Preferences.Softmax(Row(strides, layer))[(int)CellOperator.Skip];

    private void RuleOutSkip(int[] strides, int layer) => Row(strides, layer)[(int)CellOperator.Skip] = double.NegativeInfinity;

    private double[] Row(int[] strides, int layer) => _operators[Level(strides[layer])][layer - Level(strides[layer])];

    private static bool StepsDown(int[] strides, int layer) => layer + 1 < strides.Length && strides[layer + 1] > strides[layer];

    private static int Level(int stride) => int.Log2(stride) - 3;
}
