using System.Text.RegularExpressions;

namespace NasFuse.Cli.Tests.Processes;

/// <summary>Compares console output with a text that a person has looked at. Run with <c>NASFUSE_ACCEPT=1</c> to take over what the program says now.</summary>
public static partial class Expectation
{
    private static string Folder => System.IO.Path.Combine(NasFuseProcess.Metadata("ProjectFolder"), "Expectations");

    /// <summary>stdout and stderr of a run must be those in <c>Expectations/&lt;name&gt;.txt</c>.</summary>
    public static void Meets(string name, ProcessResult result) =>
        MeetsText(name, $"exit code {result.ExitCode}\n--- stdout\n{result.Output}--- stderr\n{result.Error}");

    private static void MeetsText(string name, string text)
    {
        var file = System.IO.Path.Combine(Folder, name + ".txt");
        var actual = Normalize(text);
        if (Environment.GetEnvironmentVariable("NASFUSE_ACCEPT") == "1") File.WriteAllText(file, actual);
        Assert.True(File.Exists(file), $"{file} is not there; run with NASFUSE_ACCEPT=1 and look at it");
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), actual);
    }

    // Tables pad their cells; blanks at line ends are invisible and would be lost in editors.
    private static string Normalize(string text) => TrailingBlanks().Replace(text.ReplaceLineEndings("\n"), "");

    [GeneratedRegex("[ ]+(?=\n|$)")]
    private static partial Regex TrailingBlanks();
}
