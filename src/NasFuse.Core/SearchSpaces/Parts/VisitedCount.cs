using NasFuse.Core.Architectures;

namespace NasFuse.Core.SearchSpaces.Parts;

/// <summary>Counts a small space by going through all its assignments.</summary>
internal static class VisitedCount
{
    /// <summary>The number of distinct canonical ids; takes as long as building every assignment.</summary>
    public static SpaceCount Of(SearchSpace space)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var chooser = new EnumeratingChooser();
        do ids.Add(ArchitectureId.Of(space.Build(chooser)));
        while (chooser.Advance());
        return SpaceCount.Exactly(ids.Count);
    }
}
