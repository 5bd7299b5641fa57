namespace NasFuse.Cli.Tests.Processes;

/// <summary>A work folder with a package that was trained once for the tests of a class; they change copies only.</summary>
public sealed class TrainedPackage : IDisposable
{
    public const string Name = "package";

    public const string Architecture = """
        s2:  1/2 x8 = conv(k=3,s=2) <- image
        s4:  1/4 x8 = conv(k=3,s=2) <- s2
        f2:  1/2 x8 = conv(k=3) <- add{s4>up; s2}
        cls: 1/2 x8 = conv(k=1,bn=0,act=none) <- f2
        out: 1/1 x8 = id <- cls>up

        """;

    public TrainedPackage()
    {
        Folder.Write("net.txt", Architecture);
        Training = Folder.Run([.. TrainCommand(epochs: 1), "-o", Name]).Succeeded();
    }

    public WorkFolder Folder { get; } = new();

    /// <summary>What the training said.</summary>
    public ProcessResult Training { get; }

    /// <summary>Trains <c>net.txt</c> in a few seconds at most, by one thread.</summary>
    public static string[] TrainCommand(int epochs) => ["train", "net.txt", "--data", "synthetic", "--size", "32x48", "--epochs", $"{epochs}", "--threads", "1", "--device", "cpu"];

    /// <summary>A copy to change; its name in the work folder.</summary>
    public string Copy(string name)
    {
        Directory.CreateDirectory(Folder.In(name));
        foreach (var file in Directory.GetFiles(Folder.In(Name))) File.Copy(file, Path.Combine(Folder.In(name), Path.GetFileName(file)));
        return name;
    }

    public void Dispose() => Folder.Dispose();
}
