namespace NasFuse.Onnx.Tests.Packages;

/// <summary>A folder for one test, deleted afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nasfuse-onnx-");

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public string[] Entries => [.. _folder.EnumerateFileSystemInfos().Select(e => e.Name).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Delete(recursive: true);
}
