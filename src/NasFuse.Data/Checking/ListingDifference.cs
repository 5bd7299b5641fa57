namespace NasFuse.Data.Checking;

/// <summary>Says in what two data sets differ that should be one.</summary>
public static class ListingDifference
{
    private const int Shown = 5;

    /// <summary>Lines begin with the file and its size; how its labels are read, which may be long, comes behind.</summary>
    private const int LongestLine = 100;

    /// <summary>Describes the difference of two listings (<see cref="SegmentationDataset.Listing"/>), or returns null when there is none.</summary>
    /// <param name="wanted">Listing of the data set that is wanted.</param>
    /// <param name="found">Listing of the one that is there.</param>
    public static string? Describe(IReadOnlyCollection<string> wanted, IReadOnlyCollection<string> found)
    {
        string[] missing = [.. wanted.Except(found, StringComparer.Ordinal)], surplus = [.. found.Except(wanted, StringComparer.Ordinal)];
        if (missing.Length == 0 && surplus.Length == 0) return null;
        return string.Join("; ", new[] { Part("wanted but not here", missing), Part("here but not wanted", surplus) }.OfType<string>());
    }

    private static string Quote(string line) => line.Length <= LongestLine ? $"'{line}'" : $"'{line[..LongestLine]}…'";

    private static string? Part(string title, string[] lines) => lines.Length == 0 ? null
        : $"{title}: {string.Join(", ", lines.Take(Shown).Select(Quote))}{(lines.Length > Shown ? $" and {lines.Length - Shown} more" : "")}";
}
