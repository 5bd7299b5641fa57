using System.Text.Json.Nodes;

namespace NasFuse.Cli.Tests.Commands;

public sealed class AnalyseTests(StreetStudy street) : IClassFixture<StreetStudy>
{
    [Fact]
    public void Findings_come_with_figures_and_what_to_do() => Expectation.Meets("analyse", street.Run("analyse", "street"));

    [Fact]
    public void Markdown_goes_to_stdout() => Expectation.Meets("analyse-md", street.Run("analyse", "street", "--format", "md"));

    [Fact]
    public void JSON_findings_have_the_agreed_names()
    {
        var findings = JsonNode.Parse(street.Run("analyse", "street", "--format", "json").Succeeded().Output)!.AsArray();
        Assert.All(findings, finding => Assert.Equal(["verdict", "check", "what", "reason", "remedy"], finding!.AsObject().Select(member => member.Key)));
        Assert.Contains(findings, finding => (string)finding!["check"]! == "choice-importance");
    }

    [Fact]
    public void A_study_that_is_not_there_ends_with_5() => street.Run("analyse", "strete").EndedWith(5);
}
