using NasFuse.Core.Diagnostics;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Configuration;

/// <summary>A <c>space.json</c> that was read. Immutable.</summary>
/// <param name="Name">Name of the space: that of the folder for a <c>space.json</c>, else that of the file; behind a colon the preset, if any.</param>
/// <param name="Path">The file.</param>
/// <param name="Options">What it says.</param>
/// <param name="Source">The file's values with their places, those of the preset in place of the file's.</param>
public sealed record LoadedSpace(string Name, string Path, SearchSpaceOptions Options, JsonNodeAt Source)
{
    /// <summary>Creates the space.</summary>
    /// <param name="classes">Number of classes of the data, ≥ 2.</param>
    /// <exception cref="UserErrorException">The options do not make a space together; every mistake with its place in the file.</exception>
    public SearchSpace Create(int classes)
    {
        try
        {
            return Options.Create(Name, classes);
        }
        catch (UserErrorException e)
        {
            throw new UserErrorException([.. KeyPlaces.Locate(e.Diagnostics, Source)]);
        }
    }
}
