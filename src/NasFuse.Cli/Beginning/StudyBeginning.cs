using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Files;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;
using NasFuse.Data.Surveys;

namespace NasFuse.Cli.Beginning;

/// <summary>The files of a new study: <c>study.json</c>, <c>space.json</c>, and <c>classes.json</c> in the data folder where it needs one.</summary>
internal sealed class StudyBeginning(string folder, string dataFolder)
{
    private const string Here = ".";

    private const string StudyFile = "study.json", SpaceFile = "space.json", ClassesFile = "classes.json", BuiltInSpace = "fusion-lattice";

    /// <summary>The study's file.</summary>
    public string Study => In(StudyFile);

    private string Space => In(SpaceFile);

    private string Classes => Path.Combine(dataFolder, ClassesFile);

    /// <summary>Checks that nothing would be overwritten.</summary>
    /// <exception cref="UserErrorException">A file is there already; all of them are named.</exception>
    public void RequireNew()
    {
        var errors = new DiagnosticBag();
        foreach (var path in new[] { Study, Space }.Where(Path.Exists))
        {
            errors.Add(
                new SourcePlace(path), ErrorCodes.OutputConflict,
                "is there already; nothing was written. Choose another folder with --output, or remove it first.");
        }
        errors.ThrowIfAny();
    }

    /// <summary>Writes all files and returns their names.</summary>
    /// <exception cref="UserErrorException">One cannot be written.</exception>
    public IReadOnlyList<string> Write(DataSurvey survey, StudyProposal proposal)
    {
        List<(string Path, string Text)> files = [(Space, ReadSpace()), (Study, StudyTemplate.Study(Name(), survey, proposal))];
        if (survey.Masks is { } masks) files.Insert(0, (Classes, StudyTemplate.Classes(masks)));
        foreach (var (path, text) in files) OutputFile.WriteNew(path, text);
        return [.. files.Select(file => file.Path)];
    }

    private string In(string file) => folder == Here ? file : Path.Combine(folder, file);

    /// <summary>The data folder's name as far as it can name a study.</summary>
    private string Name()
    {
        var folderName = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataFolder)));
        var name = string.Concat(folderName.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? char.ToLowerInvariant(c) : '-')).Trim('-');
        return StudyName.IsValid(name) ? name : "study";
    }

    /// <summary>The built-in space without the line that names a schema beside it.</summary>
    private static string ReadSpace()
    {
        var lines = File.ReadLines(Path.Combine(AppContext.BaseDirectory, NamedSpace.SpacesFolder, BuiltInSpace, SpaceFile));
        return string.Join('\n', lines.Where(line => !line.Contains("\"$schema\"", StringComparison.Ordinal))) + "\n";
    }
}
