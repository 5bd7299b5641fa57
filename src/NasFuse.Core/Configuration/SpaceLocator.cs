using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Configuration;

/// <summary>Finds the file behind the key <c>space</c> of a study.</summary>
internal static class SpaceLocator
{
    /// <summary>Looks, in this order, for that file, that folder with a <c>space.json</c>, and such a folder beside the study's.</summary>
    /// <param name="studyPath">The study file.</param>
    /// <param name="space">Value of the key without the preset.</param>
    /// <param name="place">Place of the value.</param>
    /// <param name="bag">Takes the mistake when there is none of them.</param>
    /// <returns>Path of the file, or null.</returns>
    public static string? Find(string studyPath, string space, SourcePlace place, DiagnosticBag bag)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(studyPath))!;
        var beside = Path.GetDirectoryName(folder) ?? folder;
        string[] candidates =
        [
            Path.Combine(folder, space), Path.Combine(folder, space, SpaceFile.FileName), Path.Combine(beside, space, SpaceFile.FileName),
        ];
        if (candidates.FirstOrDefault(File.Exists) is { } found) return Shorten(found, studyPath);
        var shown = Excerpt.Quote(space);
        if (LooksLikePath(space)) return Reject(ErrorCodes.FileUnreadable, $"there is no file {shown}, seen from the folder of the study");
        var hint = NearestName.Hint(Excerpt.Of(space), SpacesIn(beside));
        return Reject(ErrorCodes.UnknownName, $"there is no folder {shown} with a {SpaceFile.FileName} beside the folder of the study. {hint}");

        string? Reject(string code, string message)
        {
            bag.Add(place, code, $"'space': {message}");
            return null;
        }
    }

    private static bool LooksLikePath(string space) => space.AsSpan().ContainsAny('/', '\\') || space.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Messages name files the way the person named the study: in full, or seen from the working directory.</summary>
    private static string Shorten(string path, string studyPath) =>
        Path.IsPathRooted(studyPath) ? Path.GetFullPath(path) : Path.GetRelativePath(Directory.GetCurrentDirectory(), Path.GetFullPath(path));

    private static string[] SpacesIn(string folder) =>
    [
        .. Directory.EnumerateDirectories(folder, "*", new EnumerationOptions())
            .Where(candidate => File.Exists(Path.Combine(candidate, SpaceFile.FileName)))
            .Select(candidate => Path.GetFileName(candidate)),
    ];
}
