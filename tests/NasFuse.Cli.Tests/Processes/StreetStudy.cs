namespace NasFuse.Cli.Tests.Processes;

/// <summary>A work folder that holds the stored study; made once for the tests of a class, which only read it.</summary>
public sealed class StreetStudy : IDisposable
{
    public StreetStudy() => SeededStudy.Store(Folder);

    public WorkFolder Folder { get; } = new();

    public ProcessResult Run(params string[] arguments) => Folder.Run(arguments);

    public void Dispose() => Folder.Dispose();
}
