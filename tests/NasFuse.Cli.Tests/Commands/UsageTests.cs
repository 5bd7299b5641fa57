namespace NasFuse.Cli.Tests.Commands;

public sealed class UsageTests
{
    private static readonly string[] s_verbs = ["search", "query", "front", "show", "count", "sample", "validate", "schema", "dataset", "doctor", "demo", "train", "export", "verify"];

    [Fact]
    public void Help_lists_every_verb_and_every_verb_has_help()
    {
        using var folder = new WorkFolder();
        var help = folder.Run("--help").Succeeded().Output;
        Assert.All(s_verbs, verb => Assert.Contains($"\n  {verb} ", help));
        Assert.Contains("--where", folder.Run("query", "--help").Succeeded().Output);
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
}
