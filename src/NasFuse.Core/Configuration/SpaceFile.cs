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
    /// <param name="preset">One of the file's presets, or null for the space as the file writes it; all presets are checked either way.</param>
    /// <exception cref="UserErrorException">The file is not there or not valid; every mistake with its place.</exception>
    public static LoadedSpace Read(string path, OptionCatalog? catalog = null, WantedPreset? preset = null)
    {
        var bag = new DiagnosticBag();
        var inFolder = Path.Combine(path, FileName);
        var space = Read(File.Exists(inFolder) ? inFolder : path, bag, catalog ?? OptionCatalog.Default, preset);
        bag.ThrowIfAny();
        return space!;
    }

    /// <summary>A space that no file describes, as if one in a folder did.</summary>
    /// <param name="name">Name of the space.</param>
    /// <param name="folder">Folder that paths in the options are relative to.</param>
    /// <param name="options">What the file would say.</param>
    /// <exception cref="UserErrorException">The options do not make a space together; every mistake with its place.</exception>
    public static LoadedSpace Of(string name, string folder, SearchSpaceOptions options)
    {
        var bag = new DiagnosticBag();
        var source = LocatedJson.Parse(folder, SpecificationReader.Write(options).ToJsonString());
        var space = Complete(name, folder, folder, options, source, bag);
        bag.ThrowIfAny();
        return space!;
    }

    internal static LoadedSpace? Read(string path, DiagnosticBag bag, OptionCatalog catalog, WantedPreset? preset)
    {
        if (ConfigurationFile.Parse(path, bag) is not { } root) return null;
        var name = NameOf(path);
        var wanted = Read(name, path, root, bag, catalog);
        var presets = SpacePresets.Read(root, bag);
        if (preset is not null && !presets.ContainsKey(preset.Name)) SpacePresets.Reject(preset, root, bag);
        foreach (var (key, made) in presets)
        {
            // What is wrong with the file is wrong with every preset that keeps it.
            var found = new DiagnosticBag();
            var space = Read($"{name}:{key}", path, made, found, catalog);
            bag.AddRange(found.Diagnostics.Except(bag.Diagnostics).ToArray());
            if (key == preset?.Name) wanted = space;
        }
        return wanted;
    }

    private static LoadedSpace? Read(string name, string path, JsonNodeAt root, DiagnosticBag bag, OptionCatalog catalog) =>
        SpecificationReader.Read<SearchSpaceOptions>(root, "the search space", bag, catalog) is { } options
            ? Complete(name, path, Path.GetDirectoryName(path) ?? "", options, root, bag) : null;

    private static LoadedSpace? Complete(string name, string path, string folder, SearchSpaceOptions options, JsonNodeAt source, DiagnosticBag bag)
    {
        try
        {
            var space = new LoadedSpace(name, path, options.In(folder), source);
            // Whether options fit together shows when the space is created; the number of classes, known only with the data, has no say in it.
            space.Create(classes: 2);
            return space;
        }
        catch (UserErrorException e)
        {
            bag.AddRange(KeyPlaces.Locate(e.Diagnostics, source));
            return null;
        }
    }

    private static string NameOf(string path) =>
        Path.GetFileName(path) == FileName ? Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))!) : Path.GetFileNameWithoutExtension(path);
}
