namespace NasFuse.Cli.Tests.Processes;

/// <summary>An empty folder of a test's own, deleted at the end, with the program to run in it.</summary>
public sealed class WorkFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("nasfuse-cli-").FullName;

    /// <summary>Runs the program here.</summary>
    public ProcessResult Run(params string[] arguments) => NasFuseProcess.Run(arguments, Path);

    /// <summary>Writes a file, with the folders it lies in.</summary>
    /// <returns>The name as given.</returns>
    public string Write(string name, string text)
    {
        var path = In(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return name;
    }

    public string In(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Every file and folder with its length, to see that nothing was written.</summary>
    public string[] Content() => [.. new DirectoryInfo(Path).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
        .Select(entry => $"{System.IO.Path.GetRelativePath(Path, entry.FullName)} {(entry as FileInfo)?.Length}").Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
