namespace NasFuse.Core.Samplers.Models;

/// <summary>How often each label stands in a group of choices that share their labels, e.g. how many of all operators are 3×3 convolutions.</summary>
internal sealed class LabelCounts
{
    private readonly int[] _columns;
    private readonly int[][] _places;

    private LabelCounts(ChoiceCodes codes, int[] columns, List<string> labels)
    {
        (_columns, Labels) = (columns, labels.Count);
        _places = Array.ConvertAll(columns, column => codes.LabelsOf(column).Select(label => labels.IndexOf(label)).ToArray());
    }

    /// <summary>Number of distinct labels.</summary>
    public int Labels { get; }

    public int Size => _columns.Length;

    /// <summary>Groups of at least two choices. A choice joins the first group with which it shares at least half of both's labels.</summary>
    public static LabelCounts[] GroupsOf(ChoiceCodes codes, IEnumerable<int> columns)
    {
        var groups = new List<(List<int> Columns, List<string> Labels)>();
        foreach (var column in columns)
        {
            var labels = codes.LabelsOf(column);
            var group = groups.Find(other => labels.Intersect(other.Labels).Count() * 2 >= labels.Union(other.Labels).Count());
            if (group.Columns is null)
            {
                groups.Add(([column], [.. labels]));
                continue;
            }
            group.Columns.Add(column);
            group.Labels.AddRange(labels.Except(group.Labels).ToArray());
        }
        return [.. groups.Where(group => group.Columns.Count > 1).Select(group => new LabelCounts(codes, [.. group.Columns], group.Labels))];
    }

    /// <summary>Counts the labels of a row. Labels that were never learned do not count.</summary>
    public void Count(short[] codes, Span<short> counts)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            if (codes[_columns[i]] > 0) counts[_places[i][codes[_columns[i]] - 1]]++;
        }
    }

    /// <summary>Squared difference of two counts, over the number of choices in the group.</summary>
    public double Distance(ReadOnlySpan<short> a, ReadOnlySpan<short> b)
    {
        var sum = 0;
        for (var i = 0; i < Labels; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
        return (double)sum / _columns.Length;
    }
}
