using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;

namespace NasFuse.Storage;

/// <summary>The studies under a results folder.</summary>
public static class StudyFolders
{
    /// <summary>Names of all studies, in ordinal order; empty when the results folder does not exist.</summary>
    public static IReadOnlyList<string> List(string resultsRoot) =>
        !Directory.Exists(resultsRoot)
            ? []
            : [.. Directory.EnumerateDirectories(resultsRoot)
                .Select(path => new StudyFolder(path))
                .Where(folder => File.Exists(folder.Database))
                .Select(folder => folder.Name)
                .Order(StringComparer.Ordinal)];

    /// <summary>The folder of a study that exists.</summary>
    /// <exception cref="StudyNotFoundException">There is none of that name; the message names the nearest one.</exception>
    public static StudyFolder Resolve(string resultsRoot, string name) =>
        List(resultsRoot) is var known && known.Contains(name, StringComparer.Ordinal)
            ? new StudyFolder(Path.Combine(resultsRoot, name))
            : throw new StudyNotFoundException($"There is no study '{name}' in {resultsRoot}. {NearestName.Hint(name, known)}");

    /// <summary>The folder for a study that may be new; nothing is created.</summary>
    /// <exception cref="UserErrorException">The name is none of a study (<see cref="StudyName"/>).</exception>
    public static StudyFolder ForNew(string resultsRoot, string name) => StudyName.IsValid(name)
        ? new StudyFolder(Path.Combine(resultsRoot, name))
        : throw new UserErrorException(new SourcePlace("name"), ErrorCodes.OutOfRange, $"'{name}' cannot name a study: use {StudyName.Rule}.");
}
