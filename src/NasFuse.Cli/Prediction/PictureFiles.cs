using NasFuse.Core.Diagnostics;
using NasFuse.Data.Pictures;

namespace NasFuse.Cli.Prediction;

/// <summary>The pictures a person named, each with the name of what is made of it.</summary>
internal static class PictureFiles
{
    /// <summary>One file, or all pictures of a folder in ordinal order.</summary>
    /// <param name="path">A file or a folder.</param>
    /// <returns>Path of each picture and its name without ending.</returns>
    /// <exception cref="UserErrorException">There is nothing of that name, or no picture in it, or two pictures differ by their ending only.</exception>
    public static IReadOnlyList<(string Path, string Name)> Find(string path)
    {
        if (File.Exists(path)) return [(path, System.IO.Path.GetFileNameWithoutExtension(path))];
        if (!Directory.Exists(path)) throw Nothing(path, "there is no such picture or folder");
        (string Path, string Name)[] found = [.. In(path).Select(file => (file, System.IO.Path.GetFileNameWithoutExtension(file)))];
        if (found.Length == 0) throw Nothing(path, $"there is no picture ({string.Join(", ", RgbImage.Extensions)}) in this folder{InFoldersBelow(path)}");
        RequireNames(found);
        return found;
    }

    private static IEnumerable<string> In(string folder) => Directory.EnumerateFiles(folder)
        .Where(file => RgbImage.Extensions.Contains(System.IO.Path.GetExtension(file).ToLowerInvariant()) && !System.IO.Path.GetFileName(file).StartsWith('.'))
        .Order(StringComparer.Ordinal);

    private static void RequireNames((string Path, string Name)[] found)
    {
        var errors = new DiagnosticBag();
        foreach (var same in found.GroupBy(file => file.Name).Where(group => group.Count() > 1))
        {
            var (first, last) = (same.First().Path, same.Last().Path);
            errors.Add(new SourcePlace(last), ErrorCodes.Contradiction, $"{first} would give files of the same name; rename one of them");
        }
        errors.ThrowIfAny();
    }

    private static string InFoldersBelow(string path) =>
        Directory.EnumerateDirectories(path).Order(StringComparer.Ordinal).FirstOrDefault(folder => In(folder).Any()) is { } below
            ? $", but in folders below it: name one of them, e.g. {below}" : "";

    private static UserErrorException Nothing(string path, string reason) => new(new SourcePlace(path), ErrorCodes.FileUnreadable, reason);
}
