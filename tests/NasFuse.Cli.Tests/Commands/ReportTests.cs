using System.Text.RegularExpressions;

namespace NasFuse.Cli.Tests.Commands;

public sealed class ReportTests(StreetStudy street) : IClassFixture<StreetStudy>
{
    [Theory]
    [InlineData("html")]
    [InlineData("md")]
    [InlineData("csv")]
    [InlineData("tex")]
    public void The_study_in_every_format(string format) => Expectation.Meets($"report-{format}", street.Run("report", "street", "--format", format));

    [Fact]
    public void The_page_needs_nothing_from_anywhere()
    {
        street.Run("report", "street", "-o", "pages/report.html").Succeeded();
        var page = File.ReadAllText(street.Folder.In("pages/report.html"));
        var addresses = Regex.Matches(page, "(src|href|xmlns|url)=?[\"(](?<address>[^\")]+)").Select(match => match.Groups["address"].Value).Distinct();
        Assert.All(addresses, address => Assert.True(address.StartsWith('#') || address == "http://www.w3.org/2000/svg", address));
        Assert.DoesNotContain("<script", page);
        Assert.DoesNotContain("@import", page);
    }

    [Fact]
    public void Every_architecture_of_the_front_is_drawn()
    {
        var page = street.Run("report", "street").Succeeded().Output;
        foreach (var number in (int[])[0, 1, 6]) Assert.Contains($"aria-label=\"Trial {number}\"", page);
        Assert.DoesNotContain("aria-label=\"Trial 2\"", page);
    }

    [Fact]
    public void The_ending_of_the_file_names_the_format()
    {
        street.Run("report", "street", "-o", "street.tex").Succeeded();
        Assert.Contains("\\toprule", File.ReadAllText(street.Folder.In("street.tex")));
        street.Run("report", "street", "-o", "street.md").Succeeded();
        Assert.StartsWith("# street", File.ReadAllText(street.Folder.In("street.md")));
    }

    [Theory]
    [InlineData("report-no-study", "alley")]
    [InlineData("report-bad-format", "street", "--format", "docx")]
    public void Mistakes_end_like_everywhere(string expectation, params string[] arguments) =>
        Expectation.Meets(expectation, street.Run(["report", .. arguments]));
}
