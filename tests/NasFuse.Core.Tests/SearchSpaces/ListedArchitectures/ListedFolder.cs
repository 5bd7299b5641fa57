using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Tests.SearchSpaces.ListedArchitectures;

/// <summary>A folder with a list of architectures, deleted at the end.</summary>
internal sealed class ListedFolder : IDisposable
{
    public const string Small = "// a comment\nout: 1/1 x11 = conv(k=1) <- image\n";

    private readonly string _root = Directory.CreateTempSubdirectory("nasfuse-listed-").FullName;

    public ListedFolder(string space = """{ "kind": "architectures", "files": ["*.arch", "more/*.arch"] }""")
    {
        Write("space.json", space);
        Write("b.arch", Small);
        Write("a.arch", WithKernel(3));
        Write("more/c.arch", WithKernel(5));
        Write("other.txt", "no architecture");
    }

    public string SpacePath => PathOf("space.json");

    public string PathOf(string file) => Path.Combine(_root, file);

    public static string WithKernel(int kernel) => Small.Replace("k=1", $"k={kernel}", StringComparison.Ordinal);

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
    }

    public LoadedSpace Read() => SpaceFile.Read(SpacePath);

    public IReadOnlyList<Diagnostic> Mistakes() => Assert.Throws<UserErrorException>(Read).Diagnostics;

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
