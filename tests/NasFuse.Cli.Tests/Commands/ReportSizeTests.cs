using System.Text.RegularExpressions;

namespace NasFuse.Cli.Tests.Commands;

/// <summary>Reports of studies with nothing to show, and with more than anybody reads.</summary>
public sealed class ReportSizeTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_a_long_front_some_are_drawn_and_all_are_listed()
    {
        const int trials = 60;
        SeededStudy.StoreFront(_folder, "long", trials);
        var page = Run("report", "long").Succeeded().Output;
        var drawn = Regex.Matches(page, "aria-label=\"Trial (\\d+)\"").Select(match => int.Parse(match.Groups[1].Value)).ToArray();
        Assert.InRange(drawn.Length, 24, 25);
        Assert.Contains(0, drawn);
        Assert.Contains(trials - 1, drawn);
        Assert.All(Enumerable.Range(0, trials), number => Assert.Matches($">#?{number}<", page));
        Assert.Contains($"Of the {trials} architectures of the front {drawn.Length} are drawn", page);
        Assert.Equal(drawn.Order(), Regex.Matches(page, "href=\"#trial-(\\d+)\"").Select(match => int.Parse(match.Groups[1].Value)).Order());
        var text = Run("report", "long", "--format", "md").Succeeded().Output;
        Assert.Equal(drawn.Length + 1, text.Split('\n').Single(line => line.StartsWith("| class |", StringComparison.Ordinal)).Count(letter => letter == '|') - 1);
    }

    [Theory]
    [InlineData("html", "No trial is complete yet.")]
    [InlineData("md", "No trial is complete yet.")]
    [InlineData("csv", "number,state,")]
    [InlineData("tex", "front of 0 among 0")]
    public void A_study_that_has_just_begun_has_a_report(string format, string part)
    {
        SeededStudy.StoreFront(_folder, "begun", 0);
        Assert.Contains(part, Run("report", "begun", "--format", format).Succeeded().Output);
        Assert.Contains("too few", Run("analyse", "begun").Succeeded().Output);
    }

    private ProcessResult Run(params string[] arguments) => NasFuseProcess.Run(arguments, _folder.Path);
}
