using NasFuse.Core.Diagnostics;
using NasFuse.Core.SearchSpaces;

namespace NasFuse.Core.Configuration;

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
        var space = Read(File.Exists(inFolder) ? inFolder : path, bag, catalog ?? OptionCatalog.Default);
        bag.ThrowIfAny();
        return space!;
    }

    internal static LoadedSpace? Read(string path, DiagnosticBag bag, OptionCatalog catalog)
    {
        if (ConfigurationFile.Parse(path, bag) is not { } root) return null;
        if (SpecificationReader.Read<SearchSpaceOptions>(root, "the search space", bag, catalog) is not { } options) return null;
        try
        {
            var space = new LoadedSpace(NameOf(path), path, options.In(Path.GetDirectoryName(path) ?? ""), root);
            // Whether options fit together shows when the space is created; the number of classes, known only with the data, has no say in it.
            space.Create(classes: 2);
            return space;
        }
        catch (UserErrorException e)
        {
            bag.AddRange(KeyPlaces.Locate(e.Diagnostics, root));
            return null;
        }
    }

    private static string NameOf(string path) =>
        Path.GetFileName(path) == FileName ? Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))!) : Path.GetFileNameWithoutExtension(path);
}
