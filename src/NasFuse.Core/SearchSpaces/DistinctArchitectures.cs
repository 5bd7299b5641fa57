using NasFuse.Core.Architectures;

namespace NasFuse.Core.SearchSpaces;

/// <summary>Counts the distinct architectures of a small space by going through all of it.</summary>
internal static class DistinctArchitectures
{
    /// <summary>Spaces with more assignments are not gone through.</summary>
    public const int MostEnumerated = 100_000;

    /// <summary>Number of canonical ids.</summary>
    public static int In(SearchSpace space)
    {
        var (ids, chooser) = (new HashSet<string>(StringComparer.Ordinal), new EnumeratingChooser());
        do ids.Add(ArchitectureId.Of(space.Build(chooser)));
        while (chooser.Advance());
        return ids.Count;
    }

    /// <summary>Number of canonical ids among so many samples: no space has fewer architectures than were seen.</summary>
    public static int Among(SearchSpace space, int samples)
    {
        var chooser = new RandomChooser(new Random(1));
        return Enumerable.Range(0, samples).Select(_ => ArchitectureId.Of(space.Build(chooser))).Distinct(StringComparer.Ordinal).Count();
    }
}
