namespace NasFuse.Core.Samplers.Models;

/// <summary>What distances are made of.</summary>
/// <param name="Codes">The choices that vary, group by group.</param>
/// <param name="Counts">How often each label stands in each group.</param>
/// <param name="Paths">The paths.</param>
internal sealed record ArchitectureFeatures(double[] Codes, double[] Counts, PathEncoding Paths);

/// <summary>How far architectures are from a list of others, part by part.</summary>
/// <remarks>
/// Parts: per choice 0 or 1 (the same label or not, "not asked" being one); per group of choices that share labels and per label the squared difference of
/// how often it stands there; the Jaccard distances of ordered and of unordered paths. Where there are more than <see cref="MostSeparate"/> choices, those of
/// a group are summed into one part and so are its labels, because no study has the trials to tell so many apart. Every part is conditionally negative
/// definite, so exp(−Σ w·D) with w ≥ 0 is a kernel (Schoenberg). The parts per choice are those of COMBO (Oh et al., NeurIPS 2019). Not thread-safe.
/// </remarks>
internal sealed class ArchitectureDistances
{
    /// <summary>Most choices that are parts of their own.</summary>
    public const int MostSeparate = 24;

    private readonly ChoiceGroup[] _groups;
    private readonly int[] _columns;
    private readonly int[] _partOfColumn;
    private readonly double _scaleOfColumns;
    private readonly int[] _partOfLabel;
    private readonly double[] _scaleOfLabel;
    private readonly double[][] _codes;
    private readonly double[][] _counts;
    private readonly PathIndex _ordered = new();
    private readonly PathIndex _unordered = new();

    /// <param name="evidence">Says which choices there are, and which of them vary.</param>
    /// <param name="capacity">Most rows that will be added.</param>
    public ArchitectureDistances(Evidence evidence, int capacity)
    {
        var columns = Enumerable.Range(0, evidence.Codes.Choices.Count).Where(column => Varies(evidence, column)).ToArray();
        _groups = ChoiceGroup.Of(evidence.Codes, columns);
        _columns = [.. _groups.SelectMany(group => group.Columns)];
        var counted = _groups.Where(group => group.Columns.Length > 1).ToArray();
        var separate = columns.Length <= MostSeparate;
        _partOfColumn = separate ? [.. Enumerable.Range(0, columns.Length)] : [.. _groups.SelectMany((group, g) => group.Columns.Select(_ => g))];
        Choices = separate ? columns.Length : _groups.Length;
        // Parts weigh the same before anything is known, so that differences in all choices together weigh 1.
        _scaleOfColumns = (double)Choices / Math.Max(1, columns.Length);
        _partOfLabel = [.. counted.SelectMany((group, g) => Enumerable.Repeat(g, group.Labels)).Select((g, label) => Choices + (separate ? label : g))];
        _scaleOfLabel = [.. counted.SelectMany(group => Enumerable.Repeat(1.0 / group.Columns.Length, group.Labels))];
        _groups = counted;
        Parts = Choices + (separate ? _partOfLabel.Length : counted.Length) + 2;
        _codes = [.. _columns.Select(_ => new double[capacity])];
        _counts = [.. _partOfLabel.Select(_ => new double[capacity])];
    }

    /// <summary>Number of parts.</summary>
    public int Parts { get; }

    /// <summary>Number of parts that are choices or groups of them; they come first.</summary>
    public int Choices { get; }

    /// <summary>Number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a row to measure distances to.</summary>
    public void Add(ArchitectureFeatures row)
    {
        for (var i = 0; i < _codes.Length; i++) _codes[i][Count] = row.Codes[i];
        for (var i = 0; i < _counts.Length; i++) _counts[i][Count] = row.Counts[i];
        _ordered.Add(row.Paths.Ordered);
        _unordered.Add(row.Paths.Unordered);
        Count++;
    }

    /// <summary>What is compared.</summary>
    /// <param name="codes">Codes of the choices (<see cref="ChoiceCodes"/>).</param>
    /// <param name="paths">Paths of the architecture.</param>
    public ArchitectureFeatures FeaturesOf(short[] codes, PathEncoding paths)
    {
        var (counts, place) = (new double[_counts.Length], 0);
        foreach (var group in _groups)
        {
            group.Count(codes, counts.AsSpan(place, group.Labels));
            place += group.Labels;
        }
        return new ArchitectureFeatures(Array.ConvertAll(_columns, column => (double)codes[column]), counts, paths);
    }

    /// <summary>Distances to all rows.</summary>
    /// <param name="features">From where.</param>
    /// <param name="distances">Receives them: one array per part, of <see cref="Count"/> entries.</param>
    public void Measure(ArchitectureFeatures features, double[][] distances)
    {
        foreach (var part in distances.AsSpan(0, Parts - 2)) Array.Clear(part);
        for (var i = 0; i < _codes.Length; i++) Vectors.AddMismatches(distances[_partOfColumn[i]], _scaleOfColumns, features.Codes[i], _codes[i]);
        for (var i = 0; i < _counts.Length; i++) Vectors.AddSquares(distances[_partOfLabel[i]], _scaleOfLabel[i], features.Counts[i], _counts[i]);
        _ordered.Distances(features.Paths.Ordered, distances[^2]);
        _unordered.Distances(features.Paths.Unordered, distances[^1]);
    }

    private static bool Varies(Evidence evidence, int column)
    {
        var first = (evidence.Complete.Count > 0 ? evidence.Complete : evidence.Infeasible)[0].Codes[column];
        return evidence.Complete.Any(trial => trial.Codes[column] != first) || evidence.Infeasible.Any(trial => trial.Codes[column] != first);
    }
}
