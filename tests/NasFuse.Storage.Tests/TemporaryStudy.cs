namespace NasFuse.Storage.Tests;

/// <summary>A study's folder for one test, deleted afterwards.</summary>
public sealed class TemporaryStudy : IDisposable
{
    private readonly DirectoryInfo _results = Directory.CreateTempSubdirectory("nasfuse-storage-");

    public StudyFolder Folder => new(Path.Combine(Results, "study"));

    public string Results => _results.FullName;

    public void Dispose() => _results.Delete(recursive: true);
}
