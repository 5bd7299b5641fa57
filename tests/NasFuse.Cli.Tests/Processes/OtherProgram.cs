using System.Diagnostics;

namespace NasFuse.Cli.Tests.Processes;

/// <summary>Programs other than ours, e.g. <c>dotnet</c>, for tests that take minutes and run only when they are asked for.</summary>
public static class OtherProgram
{
    private const string LongTests = "NASFUSE_LONG_TESTS";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(8);

    /// <summary>The root of the repository.</summary>
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(NasFuseProcess.Metadata("ProjectFolder"), "..", ".."));

    /// <summary>Skips the test unless long ones are asked for.</summary>
    public static void SkipUnlessLong() => Assert.SkipUnless(Environment.GetEnvironmentVariable(LongTests) == "1", $"takes minutes; set {LongTests}=1");

    /// <summary>Runs a program to its end.</summary>
    /// <param name="workingFolder">Where it runs.</param>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">Arguments, each as it is.</param>
    public static ProcessResult Run(string workingFolder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = workingFolder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (process.WaitForExit(s_patience)) return new ProcessResult(process.ExitCode, output.Result, error.Result);
        process.Kill(entireProcessTree: true);
        Assert.Fail($"{program} {string.Join(' ', arguments)} takes longer than {s_patience}");
        return null;
    }
}
