using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Cli.CommandLine;

/// <summary>Finds the search space that a person names on the command line.</summary>
internal static class NamedSpace
{
    /// <summary>Where spaces are, in the repository and beside the program.</summary>
    public const string SpacesFolder = "search-spaces";

    /// <summary>Reads a file, a folder with a <c>space.json</c>, or <c>search-spaces/&lt;name&gt;/space.json</c>; behind a colon may stand a preset.</summary>
    /// <exception cref="UserErrorException">There is none, or it is not valid.</exception>
    public static LoadedSpace Read(string nameOrPath)
    {
        var (space, preset) = SpaceReference.Parse(nameOrPath, new SourcePlace(nameOrPath));
        if (File.Exists(space) || File.Exists(Path.Combine(space, SpaceFile.FileName))) return SpaceFile.Read(space, preset: preset);
        var named = Path.Combine(SpacesFolder, space, SpaceFile.FileName);
        return File.Exists(named) ? SpaceFile.Read(named, preset: preset) : throw new UserErrorException(
            new SourcePlace(nameOrPath), ErrorCodes.FileUnreadable,
            $"there is neither such a file nor a folder '{space}' with a {SpaceFile.FileName} here or under {SpacesFolder}/. "
            + NearestName.Hint(space, Known()));
    }

    /// <summary>Names of the spaces under <c>search-spaces/</c>.</summary>
    public static string[] Known() => !Directory.Exists(SpacesFolder) ? []
        : [.. Directory.EnumerateDirectories(SpacesFolder)
            .Where(folder => File.Exists(Path.Combine(folder, SpaceFile.FileName)))
            .Select(folder => Path.GetFileName(folder))];
}
