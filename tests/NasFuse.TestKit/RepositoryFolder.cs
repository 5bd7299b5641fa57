namespace NasFuse.TestKit;

/// <summary>Files of the repository, found from where the tests run.</summary>
public static class RepositoryFolder
{
    /// <summary>Full path of a file or folder of the repository.</summary>
    public static string PathOf(params string[] parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "NasFuse.sln"))) folder = folder.Parent;
        return Path.Combine([folder?.FullName ?? throw new DirectoryNotFoundException("NasFuse.sln stands in no folder above the tests"), .. parts]);
    }
}
