namespace NasFuse.Cli.Tests.Commands;

/// <summary>The examples of <c>tests/Examples</c>, run as they say.</summary>
public sealed class ExampleTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    [Fact]
    [Trait("Category", "Long")]
    public void The_best_of_a_study_are_printed_best_first_and_what_is_missing_is_named()
    {
        OtherProgram.SkipUnlessLong();
        SeededStudy.Store(_folder);
        var lines = Run("results", SeededStudy.Name).Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("| number | objectives.miou | objectives.latencyMs |", lines[0], StringComparison.Ordinal);
        Assert.Equal(["1", "6", "0", "2"], lines[2..].Select(line => line.Split('|')[1].Trim()));
        Assert.Contains("There is no study 'strasse'", Run("results", "strasse").EndedWith(2).Error, StringComparison.Ordinal);
        Assert.Contains("<results folder> <study>", Run().EndedWith(2).Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private ProcessResult Run(params string[] arguments) => OtherProgram.Run(
        _folder.Path, "dotnet", ["run", "-c", "Release", Path.Combine(OtherProgram.Repository, "tests", "Examples", "best-of-study.cs"), "--", .. arguments]);
}
