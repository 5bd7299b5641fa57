namespace NasFuse.Data.Tests.Fixtures;

/// <summary>Real data sets, which are not part of the repository.</summary>
internal static class SharedData
{
    /// <summary>Folder of a data set in <c>shared/data</c> beside the repository; skips the test when it is not there.</summary>
    public static string Require(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", name);
            if (Directory.Exists(path)) return path;
        }
        Assert.Skip($"shared/data/{name} is not beside the repository");
        return "";
    }
}
