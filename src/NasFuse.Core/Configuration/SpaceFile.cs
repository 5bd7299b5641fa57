using NasFuse.Core.Diagnostics;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Configuration;

/// <summary>A <c>space.json</c> that was read.</summary>
/// <param name="Name">Name of the space: that of the folder for a <c>space.json</c>, else that of the file.</param>
/// <param name="Path">The file.</param>
/// <param name="Options">What it says.</param>
public sealed record LoadedSpace(string Name, string Path, SearchSpaceOptions Options);

/// <summary>Reads <c>space.json</c> files. Thread-safe.</summary>
public static class SpaceFile
{
    /// <summary>Usual name of the file.</summary>
    public const string FileName = "space.json";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, or a folder that holds a <c>space.json</c>.</param>
    /// <param name="catalog">The kinds of search space that can be named; null for those of NasFuse.</param>
    /// <exception cref="UserErrorException">The file is not there or not valid; every mistake with its place.</exception>
    public static LoadedSpace Read(string path, OptionCatalog? catalog = null)
    {
        var bag = new DiagnosticBag();
        var inFolder = Path.Combine(path, FileName);
        var space = Read(File.Exists(inFolder) ? inFolder : path, bag, catalog ?? OptionCatalog.Default, out _);
        bag.ThrowIfAny();
        return space!;
    }

    internal static LoadedSpace? Read(string path, DiagnosticBag bag, OptionCatalog catalog, out JsonNodeAt? root)
    {
        root = ConfigurationFile.Parse(path, bag);
        if (root is null) return null;
        var options = SpecificationReader.Read<SearchSpaceOptions>(root, "the search space", bag, catalog);
        return options is null ? null : new LoadedSpace(NameOf(path), path, options);
    }

    private static string NameOf(string path) =>
        Path.GetFileName(path) == FileName ? Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))!) : Path.GetFileNameWithoutExtension(path);
}
