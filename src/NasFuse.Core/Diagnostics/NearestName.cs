namespace NasFuse.Core.Diagnostics;

/// <summary>Finds what a person probably meant.</summary>
public static class NearestName
{
    private const int MostListed = 40;

    /// <summary>The closest candidate by edit distance (insert, delete, replace, swap neighbours; case counts half), or null when none is near.</summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        var limit = Math.Max(1, name.Length / 3 + 1);
        return candidates
            .Select(candidate => (candidate, distance: Distance(name, candidate)))
            .Where(pair => pair.distance <= limit)
            .OrderBy(pair => pair.distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
    }

    /// <summary>A sentence that helps: <c>Did you mean 'x'?</c>, or the list of what is known.</summary>
    public static string Hint(string name, IReadOnlyCollection<string> candidates) =>
        Find(name, candidates) is { } near ? $"Did you mean '{near}'?"
        : candidates.Count == 0 ? "Nothing is known here."
        : $"Known: {string.Join(", ", candidates.Order(StringComparer.Ordinal).Take(MostListed))}{(candidates.Count > MostListed ? $" and {candidates.Count - MostListed} more" : "")}.";

    private static double Distance(string a, string b)
    {
        // Optimal string alignment distance, three rolling rows.
        double[] beforeLast = new double[b.Length + 1], last = new double[b.Length + 1], row = new double[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = a[i - 1] == b[j - 1] ? 0 : char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0.5 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + replace);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }
            (beforeLast, last, row) = (last, row, beforeLast);
        }
        return last[b.Length];
    }
}
