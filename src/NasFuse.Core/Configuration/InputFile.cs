using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Configuration;

/// <summary>A file that a person wrote and that was found valid: a study, a search space or an architecture.</summary>
public abstract record InputFile
{
    private static readonly string[] s_studyKeys = ["space", "data", "sampler", "objectives", "budget", "training"];

    /// <summary>Finds out what a file is and checks it. Reads only.</summary>
    /// <param name="path">
    /// The file. <c>study.json</c> and <c>space.json</c> are what their names say; other JSON is an architecture when it has the key <c>nodes</c>, a search space when it has
    /// <c>kind</c>, a study when it has a study's keys; anything else is an architecture text.
    /// </param>
    /// <param name="catalog">The samplers and search spaces that can be named; null for those of NasFuse.</param>
    /// <param name="environment">Environment variables; those that begin with <c>NASFUSE__</c> are settings of a study. Null for none.</param>
    /// <param name="settings">Arguments of <c>--set</c>, which only a study takes.</param>
    /// <exception cref="UserErrorException">The file is not there or not valid, or is no study but has settings; every mistake with its place.</exception>
    public static InputFile Read(
        string path, OptionCatalog? catalog = null, IReadOnlyDictionary<string, string>? environment = null,
        params IReadOnlyList<string> settings) => KindOf(path) switch
    {
        Kind.Study => new ValidStudy(StudyFile.Read(path, settings, environment ?? new Dictionary<string, string>(), catalog)),
        _ when settings.Count > 0 => throw new UserErrorException(new SourcePlace(path), ErrorCodes.UnknownKey,
            $"is no study, and only studies have settings; leave out --set {settings[0]}"),
        Kind.Space => new ValidSpace(SpaceFile.Read(path, catalog)),
        _ => new ValidArchitecture(ArchitectureFile.Read(path)),
    };

    private enum Kind
    {
        Study,
        Space,
        Architecture,
    }

    private static Kind KindOf(string path)
    {
        if (Directory.Exists(path)) throw new UserErrorException(new SourcePlace(path), ErrorCodes.FileUnreadable, "is a folder; name a file in it");
        var name = Path.GetFileName(path);
        if (name == "study.json") return Kind.Study;
        if (name == SpaceFile.FileName) return Kind.Space;
        return name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? KindOfJson(path) : Kind.Architecture;
    }

    private static Kind KindOfJson(string path)
    {
        var errors = new DiagnosticBag();
        var root = ConfigurationFile.Parse(path, errors);
        if (root is null) errors.ThrowIfAny();
        if (root!["nodes"] is not null) return Kind.Architecture;
        if (root["kind"] is not null) return Kind.Space;
        return root.Members.Any(member => s_studyKeys.Contains(member.Name)) ? Kind.Study
            : throw new UserErrorException(root.Place, ErrorCodes.MissingKey,
                "this is no file of NasFuse: a study has the key 'space', a search space 'kind', an architecture 'nodes'");
    }
}

/// <summary>A valid study with its valid search space.</summary>
/// <param name="Loaded">What it says.</param>
public sealed record ValidStudy(LoadedStudy Loaded) : InputFile;

/// <summary>A valid search space.</summary>
/// <param name="Loaded">What it says.</param>
public sealed record ValidSpace(LoadedSpace Loaded) : InputFile;

/// <summary>A valid architecture.</summary>
/// <param name="Loaded">What it says.</param>
public sealed record ValidArchitecture(LoadedArchitecture Loaded) : InputFile;
