using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Samplers.Enumeration;

/// <summary>Shows another chooser only some options of each choice, at equal distances.</summary>
/// <param name="inner">Who answers.</param>
/// <param name="most">Number of options shown at most; null for all.</param>
internal sealed class LevelChooser(IChooser inner, int? most) : IChooser
{
    public int Choose(string choice, IReadOnlyList<string> options)
    {
        if (most is null || options.Count <= most) return inner.Choose(choice, options);
        var levels = Levels(options.Count, most.Value);
        return levels[inner.Choose(choice, [.. levels.Select(level => options[level])])];
    }

    /// <summary>Indices of the levels, ascending; fewer are wanted than there are.</summary>
    private static int[] Levels(int count, int wanted) =>
        wanted == 1 ? [(count - 1) / 2] : [.. Enumerable.Range(0, wanted).Select(i => (int)Math.Round((double)i * (count - 1) / (wanted - 1)))];
}
