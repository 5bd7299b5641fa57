using Xunit;

namespace NasFuse.TestKit;

/// <summary>Published files that are not part of the repository.</summary>
public static class SharedFile
{
    /// <summary>A file in <c>shared/data</c> beside the repository; skips the test when it is not there.</summary>
    public static string Require(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", name);
            if (File.Exists(path)) return path;
        }
        Assert.Skip($"shared/data/{name} is not beside the repository");
        return "";
    }
}
