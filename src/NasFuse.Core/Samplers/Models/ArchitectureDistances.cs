namespace NasFuse.Core.Samplers.Models;

/// <summary>What distances are made of: the choices of an architecture, how often each label stands in a group of choices, and its paths.</summary>
internal sealed record ArchitectureFeatures(short[] Codes, short[] Counts, PathEncoding Paths);

/// <summary>How far architectures are from a list of others, part by part.</summary>
/// <remarks>
/// Parts: per choice 0 or 1 (the same label or not, "not asked" being one); per group of choices that share labels and per label the squared difference of
/// how often it stands there; the Jaccard distances of ordered and of unordered paths. Every part is conditionally negative definite, so exp(−Σ w·D) with w ≥
/// 0 is a kernel (Schoenberg). The parts per choice are those of COMBO (Oh et al., NeurIPS 2019). Not thread-safe while rows are added.
/// </remarks>
internal sealed class ArchitectureDistances
{
    private readonly int[] _columns;
    private readonly LabelCounts[] _groups;
    private readonly List<ArchitectureFeatures> _rows = [];
    private readonly PathIndex _ordered = new();
    private readonly PathIndex _unordered = new();

    /// <param name="evidence">Says which choices there are, and which of them vary.</param>
    public ArchitectureDistances(Evidence evidence)
    {
        _columns = [.. Enumerable.Range(0, evidence.Codes.Choices.Count).Where(column => Varies(evidence, column))];
        _groups = LabelCounts.GroupsOf(evidence.Codes, _columns);
        Choices = _columns.Length;
        Parts = Choices + _groups.Sum(group => group.Labels) + 2;
    }

    /// <summary>Number of parts.</summary>
    public int Parts { get; }

    /// <summary>Number of parts that are choices; they come first.</summary>
    public int Choices { get; }

    /// <summary>Number of rows.</summary>
    public int Count => _rows.Count;

    /// <summary>Adds a row to measure distances to.</summary>
    public void Add(ArchitectureFeatures row)
    {
        _rows.Add(row);
        _ordered.Add(row.Paths.Ordered);
        _unordered.Add(row.Paths.Unordered);
    }

    public ArchitectureFeatures FeaturesOf(short[] codes, PathEncoding paths)
    {
        var counts = new short[_groups.Sum(group => group.Labels)];
        var place = 0;
        foreach (var group in _groups)
        {
            group.Count(codes, counts.AsSpan(place, group.Labels));
            place += group.Labels;
        }
        return new ArchitectureFeatures([.. _columns.Select(column => codes[column])], counts, paths);
    }

    /// <summary>Distances to all rows.</summary>
    /// <param name="features">From where.</param>
    /// <param name="distances">One array per part, with at least <see cref="Count"/> places each.</param>
    public void Measure(ArchitectureFeatures features, double[][] distances)
    {
        for (var i = 0; i < Choices; i++)
        {
            var (code, part) = (features.Codes[i], distances[i]);
            for (var row = 0; row < _rows.Count; row++) part[row] = _rows[row].Codes[i] == code ? 0 : 1;
        }
        var place = Choices;
        foreach (var group in _groups)
        {
            for (var end = place + group.Labels; place < end; place++)
            {
                var (label, part) = (place - Choices, distances[place]);
                for (var row = 0; row < _rows.Count; row++)
                {
                    var difference = features.Counts[label] - _rows[row].Counts[label];
                    part[row] = (double)(difference * difference) / group.Size;
                }
            }
        }
        _ordered.Distances(features.Paths.Ordered, distances[^2].AsSpan(0, _rows.Count));
        _unordered.Distances(features.Paths.Unordered, distances[^1].AsSpan(0, _rows.Count));
    }

    private static bool Varies(Evidence evidence, int column)
    {
        var seen = evidence.Complete.Concat(evidence.Infeasible).Select(observation => observation.Codes[column]);
        return seen.Distinct().Skip(1).Any();
    }
}
