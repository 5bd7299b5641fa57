using System.Diagnostics;

namespace NasFuse.Cli.Tests.Commands;

public sealed class UsageTests
{
    private static readonly string[] s_verbs =
    [
        "search", "query", "front", "show", "count", "sample", "validate", "schema", "dataset", "doctor", "demo", "train", "export", "verify",
        "predict", "init", "rerun", "logs", "completion",
    ];

    [Fact]
    public void Help_lists_every_verb_and_every_verb_has_help()
    {
        using var folder = new WorkFolder();
        var help = folder.Run("--help").Succeeded().Output;
        Assert.All(s_verbs, verb => Assert.Contains($"\n  {verb} ", help));
        Assert.Contains("--where", folder.Run("query", "--help").Succeeded().Output);
    }

    [Fact]
    public void Colours_are_for_terminals_that_want_them()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "there is no 'script' to make a terminal with");
        Assert.Contains("\e[", OnTerminal("doctor"));
        Assert.DoesNotContain("\e[3", OnTerminal("doctor --no-color"));
        Assert.DoesNotContain("\e[3", OnTerminal("--no-color doctor"));
        Assert.DoesNotContain("\e[3", OnTerminal("doctor", noColor: "1"));
    }

    [Theory]
    [InlineData("usage-none")]
    [InlineData("usage-unknown-verb", "serch", "study.json")]
    [InlineData("usage-missing-argument", "query")]
    [InlineData("usage-unknown-option", "query", "street", "--wher", "x")]
    public void Mistakes_in_the_command_line_end_with_2(string expectation, params string[] arguments)
    {
        using var folder = new WorkFolder();
        Expectation.Meets(expectation, folder.Run(arguments).EndedWith(2));
    }

    private static string OnTerminal(string arguments, string? noColor = null)
    {
        using var folder = new WorkFolder();
        var start = new ProcessStartInfo("/usr/bin/script", ["-qec", $"{NasFuseProcess.Program} {arguments}", "/dev/null"])
        {
            WorkingDirectory = folder.Path, RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["NO_COLOR"] = noColor;
        using var terminal = Process.Start(start)!;
        return terminal.StandardOutput.ReadToEnd();
    }
}
