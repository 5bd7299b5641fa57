using NasFuse.Storage;

namespace NasFuse.Cli.CommandLine;

/// <summary>Several studies opened for reading, see <see cref="StoredStudy"/>.</summary>
internal sealed class StoredStudies : IDisposable
{
    private readonly List<StoredStudy> _studies = [];

    private StoredStudies()
    {
    }

    /// <summary>The studies, each once, in the order in which they were named.</summary>
    public IReadOnlyList<StoredStudy> All => _studies;

    /// <summary>Opens studies; when one cannot be opened, none stays open.</summary>
    /// <param name="results">Folder of all studies.</param>
    /// <param name="names">Names of the studies.</param>
    /// <exception cref="StudyNotFoundException">There is none of a name, or it has not begun.</exception>
    public static StoredStudies Open(string results, IEnumerable<string> names)
    {
        var opened = new StoredStudies();
        try
        {
            foreach (var name in names.Distinct(StringComparer.Ordinal)) opened._studies.Add(StoredStudy.Open(results, name));
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    public void Dispose() => _studies.ForEach(study => study.Dispose());
}
