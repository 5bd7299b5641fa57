namespace NasFuse.Core.Samplers.Models;

/// <summary>Finds how many paths a set shares with each of the sets added before, by looking up where each path occurs.</summary>
internal sealed class PathIndex
{
    private readonly Dictionary<ulong, List<int>> _rows = [];
    private readonly List<int> _sizes = [];

    /// <summary>Adds a set of distinct hashes as the next row.</summary>
    public void Add(ulong[] set)
    {
        foreach (var path in set)
        {
            if (!_rows.TryGetValue(path, out var rows)) _rows[path] = rows = [];
            rows.Add(_sizes.Count);
        }
        _sizes.Add(set.Length);
    }

    /// <summary>Jaccard distance, 0..1, of a set to each row: 1 − shared / in either.</summary>
    public void Distances(ulong[] set, Span<double> distances)
    {
        distances.Clear();
        foreach (var path in set)
        {
            if (!_rows.TryGetValue(path, out var rows)) continue;
            foreach (var row in rows) distances[row]++;
        }
        for (var i = 0; i < distances.Length; i++) distances[i] = 1 - (distances[i] / Math.Max(1, set.Length + _sizes[i] - distances[i]));
    }
}
