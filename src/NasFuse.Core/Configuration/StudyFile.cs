using System.Text.Json.Nodes;
using NasFuse.Core.Configuration.Shapes;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Configuration;

/// <summary>Reads <c>study.json</c> files. Thread-safe; writes nothing.</summary>
public static class StudyFile
{
    private const string SpaceKey = "space";
    private const string SearchSpaceKey = "searchSpace";

    /// <summary>Reads a study and its search space: defaults, then the file, then the environment, then <c>--set</c>; later ones win.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">Arguments of <c>--set</c>: <c>training.epochs=3</c>.</param>
    /// <param name="environment">Environment variables; those that begin with <c>NASFUSE__</c> are settings.</param>
    /// <param name="catalog">The samplers and search spaces that can be named; null for those of NasFuse.</param>
    /// <exception cref="UserErrorException">Something is not valid; every mistake of both files and all settings with its place.</exception>
    public static LoadedStudy Read(string path, IEnumerable<string> settings, IReadOnlyDictionary<string, string> environment, OptionCatalog? catalog = null) =>
        Read(path, settings, environment, catalog ?? OptionCatalog.Default, ReadSpace);

    /// <summary>Reads a study, but on another search space than the one it names.</summary>
    /// <param name="path">The file.</param>
    /// <param name="space">The search space.</param>
    /// <param name="settings">Arguments of <c>--set</c>.</param>
    /// <param name="environment">Environment variables.</param>
    /// <exception cref="UserErrorException">Something is not valid; every mistake of the file and all settings with its place.</exception>
    public static LoadedStudy ReadOn(string path, LoadedSpace space, IEnumerable<string> settings, IReadOnlyDictionary<string, string> environment) =>
        Read(path, settings, environment, OptionCatalog.Default, (_, _, _, _) => space);

    private static LoadedStudy Read(
        string path, IEnumerable<string> settings, IReadOnlyDictionary<string, string> environment, OptionCatalog catalog,
        Func<string, JsonNodeAt, DiagnosticBag, OptionCatalog, LoadedSpace?> readSpace)
    {
        var bag = new DiagnosticBag();
        var file = ConfigurationFile.Parse(path, bag);
        SettingOverride[] overrides =
        [
            .. SettingOverride.FromEnvironment(environment, bag),
            .. settings.Select(setting => SettingOverride.FromArgument(setting, bag)).OfType<SettingOverride>(),
        ];
        if (file is null) bag.ThrowIfAny();
        var source = new SettingLayer(RecordShape.Of(typeof(StudySpecification)), catalog, bag).Over(file!, overrides);
        var study = SpecificationReader.Read<StudySpecification>(source, "the study", bag, catalog);
        var space = readSpace(path, source, bag, catalog);
        if (study is not null) study = StudyDefaults.Fill(study, FolderName(path));
        if (study is not null) CheckName(study, path, bag);
        bag.ThrowIfAny();
        return Resolve(study! with { Space = space!.Name }, space, source, catalog);
    }

    /// <summary>Reads back what <see cref="LoadedStudy.Resolved"/> holds, e.g. from the manifest of a study.</summary>
    /// <param name="file">Name for messages.</param>
    /// <param name="resolved">The resolved configuration.</param>
    /// <param name="catalog">The samplers and search spaces that can be named; null for those of NasFuse.</param>
    /// <exception cref="UserErrorException">It is not valid, e.g. because it was written by another version.</exception>
    public static LoadedStudy FromResolved(string file, JsonObject resolved, OptionCatalog? catalog = null)
    {
        catalog ??= OptionCatalog.Default;
        var bag = new DiagnosticBag();
        var source = LocatedJson.Parse(file, resolved.ToJsonString());
        var study = SpecificationReader.Read<StudySpecification>(source.Without(SearchSpaceKey), "the study", bag, catalog);
        var spaceSource = source[SearchSpaceKey] ?? JsonNodeAt.Object(source.Place, []);
        var space = SpecificationReader.Read<SearchSpaceOptions>(spaceSource, "the search space", bag, catalog);
        bag.ThrowIfAny();
        return Resolve(study!, new LoadedSpace(study!.Space, file, space!, spaceSource), source, catalog);
    }

    /// <summary>A study that was read, with one more setting laid over it.</summary>
    /// <param name="study">The study.</param>
    /// <param name="setting">The setting; its origin is the place of what is wrong with it.</param>
    /// <param name="catalog">The samplers and search spaces that can be named; null for those of NasFuse.</param>
    /// <exception cref="UserErrorException">The study would not be valid with it.</exception>
    public static LoadedStudy Changed(LoadedStudy study, SettingOverride setting, OptionCatalog? catalog = null)
    {
        catalog ??= OptionCatalog.Default;
        var bag = new DiagnosticBag();
        var source = new SettingLayer(RecordShape.Of(typeof(StudySpecification)), catalog, bag).Over(study.Source, [setting]);
        var changed = SpecificationReader.Read<StudySpecification>(source.Without(SearchSpaceKey), "the study", bag, catalog);
        bag.ThrowIfAny();
        return Resolve(StudyDefaults.Fill(changed!, study.Study.Name!) with { Space = study.SpaceName }, study.SpaceFile, source, catalog);
    }

    private static LoadedSpace? ReadSpace(string path, JsonNodeAt source, DiagnosticBag bag, OptionCatalog catalog)
    {
        if (source[SpaceKey] is not { } space || !space.TryGetString(out var text)) return null;
        if (text.Length == 0 || text.Contains('\0', StringComparison.Ordinal)) return null;
        var reference = SpaceReference.Parse(text, space.Place);
        return SpaceLocator.Find(path, reference.Space, space.Place, bag) is { } found ? SpaceFile.Read(found, bag, catalog, reference.Preset) : null;
    }

    internal static LoadedStudy Resolve(StudySpecification study, LoadedSpace space, JsonNodeAt source, OptionCatalog catalog)
    {
        var resolved = SpecificationReader.Write(study, catalog);
        var spaceResolved = SpecificationReader.Write(space.Options, catalog);
        ResolvedSetting[] settings = [.. ResolvedSettings.Of("", resolved, source), .. ResolvedSettings.Of(SearchSpaceKey, spaceResolved, space.Source)];
        resolved[SearchSpaceKey] = spaceResolved;
        return new LoadedStudy(study, space, source, settings, resolved, ConfigHash.Of(resolved));
    }

    private static string FolderName(string path) => Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) ?? "";

    private static void CheckName(StudySpecification study, string path, DiagnosticBag bag)
    {
        if (StudyName.IsValid(study.Name!)) return;
        var shown = Excerpt.Quote(study.Name!);
        bag.Add(new SourcePlace(path, 1, 1), ErrorCodes.OutOfRange, $"the folder's name {shown} cannot name the study: {StudyName.Rule}. Set 'name'.");
    }
}
