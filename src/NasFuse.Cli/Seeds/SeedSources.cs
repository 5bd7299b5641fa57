using NasFuse.Core.Diagnostics;
using NasFuse.Core.Samplers.Seeds;
using NasFuse.Onnx.Packages;
using NasFuse.Storage;

namespace NasFuse.Cli.Seeds;

/// <summary>Finds what the items of <c>from</c> name and reads it. A file, package or study that several items name is read once.</summary>
/// <param name="folder">Folder of the study file.</param>
/// <param name="results">Folder of all studies.</param>
/// <param name="best">Architectures taken from each study; null for its front.</param>
/// <param name="classes">Number of classes of the data.</param>
internal sealed class SeedSources(string folder, string results, int? best, int classes)
{
    private static readonly EnumerationOptions s_exact = new() { MatchType = MatchType.Simple, MatchCasing = MatchCasing.CaseSensitive };

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>The seeds of one item.</summary>
    /// <param name="item">Path, pattern or name of a study.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="errors">Takes what is wrong with it.</param>
    public IReadOnlyList<SeedOptions> Read(string item, SourcePlace place, DiagnosticBag errors)
    {
        try
        {
            return [.. Find(item, place).Where(found => _seen.Add(found.Path)).SelectMany(found => found.Read())];
        }
        catch (UserErrorException mistakes)
        {
            // Mistakes in a file stand there; others are those of the item.
            errors.AddRange(mistakes.Diagnostics.Select(mistake => mistake.Place.Line > 0 ? mistake : mistake with { Place = place }));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StudyNotFoundException)
        {
            errors.Add(place, ErrorCodes.FileUnreadable, e.Message);
        }
        return [];
    }

    private (string Path, Func<IEnumerable<SeedOptions>> Read)[] Find(string item, SourcePlace place)
    {
        foreach (var start in new[] { folder, Directory.GetCurrentDirectory() })
        {
            if (Files(start, item) is { Length: > 0 } files) return [.. files.Select(file => Source(file.Path, () => File(file.Path, file.Name)))];
            var path = Path.GetFullPath(Path.Combine(start, item));
            if (Directory.Exists(path)) return [Folder(path, item, place)];
        }
        if (StudyFolders.List(results).Contains(item, StringComparer.Ordinal)) return [Study(StudyFolders.Resolve(results, item), item)];
        throw new UserErrorException(place, ErrorCodes.FileUnreadable,
            $"there is no file, package or study '{item}', seen from the folder of the study file ('{folder}') and from the working directory, "
            + $"nor a study of that name in '{results}'. {NearestName.Hint(item, StudyFolders.List(results))}");
    }

    private (string, Func<IEnumerable<SeedOptions>>) Folder(string path, string item, SourcePlace place)
    {
        if (System.IO.File.Exists(new StudyFolder(path).Database)) return Study(new StudyFolder(path), item);
        if (System.IO.File.Exists(Path.Combine(path, DeploymentPackage.ManifestFile)))
            return Source(path, () => File(Path.Combine(path, DeploymentPackage.ArchitectureFile), item));
        throw new UserErrorException(place, ErrorCodes.FileUnreadable,
            $"the folder '{item}' is neither a study nor an exported package; name files in it, e.g. '{item.TrimEnd('/')}/*.arch'");
    }

    private (string, Func<IEnumerable<SeedOptions>>) Study(StudyFolder study, string item) =>
        Source(Path.GetFullPath(study.Path), () => SeedStudy.Read(study, item, best));

    private IEnumerable<SeedOptions> File(string path, string name) => [SeedFile.Read(path, name, classes)];

    /// <summary>Files that a path or a pattern names, by name; a file's name is written as in the item.</summary>
    private static (string Path, string Name)[] Files(string start, string item)
    {
        var (parent, name) = item.LastIndexOf('/') is >= 0 and var slash ? (item[..(slash + 1)], item[(slash + 1)..]) : ("", item);
        var searched = Path.GetFullPath(Path.Combine(start, parent));
        if (name.Length == 0 || !Directory.Exists(searched)) return [];
        var files = Directory.EnumerateFiles(searched, name, s_exact).Order(StringComparer.Ordinal);
        return [.. files.Select(file => (file, parent + Path.GetFileNameWithoutExtension(file)))];
    }

    private static (string, Func<IEnumerable<SeedOptions>>) Source(string path, Func<IEnumerable<SeedOptions>> read) => (path, read);
}
