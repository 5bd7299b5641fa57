namespace NasFuse.Core.Samplers.Models;

/// <summary>Choices that share their labels, e.g. all operators: they can be counted together, wherever they stand.</summary>
internal sealed class ChoiceGroup
{
    private readonly int[][] _places;

    private ChoiceGroup(ChoiceCodes codes, int[] columns, List<string> labels)
    {
        (Columns, Labels) = (columns, labels.Count);
        _places = Array.ConvertAll(columns, column => codes.LabelsOf(column).Select(label => labels.IndexOf(label)).ToArray());
    }

    /// <summary>Columns of the choices.</summary>
    public int[] Columns { get; }

    /// <summary>Number of distinct labels.</summary>
    public int Labels { get; }

    /// <summary>Puts every column into a group: the first with which it shares at least half of both's labels, or a new one.</summary>
    public static ChoiceGroup[] Of(ChoiceCodes codes, IEnumerable<int> columns)
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
        return [.. groups.Select(group => new ChoiceGroup(codes, [.. group.Columns], group.Labels))];
    }

    /// <summary>Counts the labels of a row. Labels that were never learned do not count.</summary>
    public void Count(short[] codes, Span<double> counts)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            if (codes[Columns[i]] > 0) counts[_places[i][codes[Columns[i]] - 1]]++;
        }
    }
}
