using NasFuse.Core.Diagnostics;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Repeats;
using NasFuse.Storage;

namespace NasFuse.Cli.CommandLine;

/// <summary>A study opened for reading; a search that runs meanwhile is not disturbed.</summary>
/// <param name="Results">Folder of all studies, as the person named it.</param>
/// <param name="Reader">Where it is read from.</param>
/// <param name="Manifest">Its record.</param>
internal sealed record StoredStudy(string Results, LiteDbTrialReader Reader, RunManifest Manifest) : IDisposable
{
    /// <summary>All trials at the moment when they are first asked for, by number, as stored with their repeats.</summary>
    public IReadOnlyList<Trial> Stored => field ??= Reader.Trials();

    /// <summary>The same, each with the means of its evaluations (<see cref="RepeatedTrials.Averaged"/>).</summary>
    public IReadOnlyList<Trial> Trials => field ??= [.. Stored.Select(trial => trial.Averaged(Epochs))];

    /// <summary>Epochs of a whole training.</summary>
    public int Epochs => Manifest.Study.Study.Training.Epochs;

    /// <summary>Name of the study.</summary>
    public string Name => Reader.Folder.Name;

    /// <summary>The study as the controller knows it.</summary>
    /// <exception cref="UserErrorException">Its search space cannot be made by this version.</exception>
    public Study Study => Manifest.StudyOn(Manifest.Study.CreateSpace(Manifest.Data.Classes.Count)) with { Name = Name };

    /// <summary>A trial as stored, with its repeats.</summary>
    /// <exception cref="UserErrorException">There is no trial of that number.</exception>
    public Trial Find(int number) => Stored.FirstOrDefault(trial => trial.Number == number) ?? throw new UserErrorException(
        new SourcePlace($"study '{Name}'"), ErrorCodes.NotFound,
        $"there is no trial {number}; {(Stored.Count == 0 ? "there is none yet" : $"there are {Stored[0].Number} to {Stored[^1].Number}")}");

    /// <summary>A command on this study to suggest: <c>nasfuse show street 14</c>, with <c>--results</c> where the person needed it.</summary>
    public string Suggest(string verb, params IEnumerable<string> rest) => CommandText.InResults(Results, [verb, Name, .. rest]);

    /// <summary>Opens a study.</summary>
    /// <param name="results">Folder of all studies.</param>
    /// <param name="name">Name of the study.</param>
    /// <exception cref="StudyNotFoundException">There is none of that name, or it has not begun.</exception>
    public static StoredStudy Open(string results, string name)
    {
        if (StudyFolders.List(results).Count == 0)
            throw new StudyNotFoundException(
                $"There is no study '{name}': the results folder '{results}' holds none. "
                + "Begin one with 'nasfuse search', or name another folder with --results.");
        var reader = LiteDbTrialReader.Open(StudyFolders.Resolve(results, name));
        try
        {
            var manifest = reader.Manifest() ?? throw new StudyNotFoundException(
                $"Study '{name}' has not begun yet: nothing is stored in {reader.Folder.Path}.");
            return new StoredStudy(results, reader, RunManifest.Read(reader.Folder.Database, manifest));
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    public void Dispose() => Reader.Dispose();
}
