namespace NasFuse.Cli.Tests.Processes;

/// <summary>A work folder with three references of two families, small enough to be trained in a second.</summary>
public sealed class ReferenceFolder : IDisposable
{
    public ReferenceFolder()
    {
        Write("alpha", "Alpha-Net", "direct", width: 8);
        Write("beta", "Beta+Net", "multi-level", width: 12);
        Write("controlled/neck", "neck add", "mesh", width: 16);
    }

    public WorkFolder Folder { get; } = new();

    /// <summary>Runs <c>nasfuse references …</c> on these.</summary>
    public ProcessResult Run(string verb, params string[] arguments) => NasFuseProcess.Run(Command(verb, arguments), Folder.Path, timeout: TimeSpan.FromMinutes(4));

    /// <summary>Starts <c>nasfuse references run --quick …</c> on these, by one thread.</summary>
    public NasFuseProcess StartQuick(params string[] arguments) => NasFuseProcess.Start(Command("run", Quick(arguments)), Folder.Path);

    /// <summary>Runs <c>nasfuse references run --quick …</c> on these, by one thread.</summary>
    public ProcessResult RunQuick(params string[] arguments) => Run("run", Quick(arguments));

    /// <summary>The file that keeps what was measured of a trial.</summary>
    public string Measurement(string study, int trial) => Folder.In($"results/{study}/trials/{trial}/reference.json");

    public void Write(string name, string system, string kind, int width) => Folder.Write($"refs/{name}.arch", Text(system, kind, width));

    public static string Text(string system, string kind, int width) => $"""
        // system: {system}
        // source: Somebody, Something, 2020
        // class: {kind}
        // distortion: D1, smaller
        // note: for tests
        s2:  1/2 x{width} = conv(s=2) <- image
        s4:  1/4 x{width} = conv(s=2) <- s2
        f2:  1/2 x{width} = conv <- add<s4>up; s2>
        cls: 1/2 x11 = conv(k=1,bn=0,act=none) <- f2
        out: 1/1 x11 = id <- cls>up

        """.Replace("add<", "add{", StringComparison.Ordinal).Replace("; s2>", "; s2}", StringComparison.Ordinal);

    public void Dispose() => Folder.Dispose();

    private static string[] Quick(string[] arguments) =>
        ["--quick", "--set", """workers=[{"device":"cpu","threads":1}]""", "--set", "data.size=[32,48]", "--set", "data.trainLimit=16", .. arguments];

    private static string[] Command(string verb, string[] arguments) => ["references", verb, .. arguments, "--from", "refs"];
}
