using System.Xml.Linq;

namespace NasFuse.Cli.Tests.Commands;

public sealed class DiffTests(StreetStudy street) : IClassFixture<StreetStudy>
{
    [Fact]
    public void Trials_of_a_study_are_compared_line_by_line() => Expectation.Meets("diff", street.Run("diff", "street#0", "street#1"));

    [Fact]
    public void A_file_is_compared_with_a_trial_whatever_its_nodes_are_called()
    {
        street.Folder.Write("renamed.arch", SeededStudy.Architecture(48, "concat").Replace("f4", "fused").Replace("s2", "stem"));
        Expectation.Meets("diff-renamed", street.Run("diff", "street#1", "renamed.arch"));
        street.Folder.Write("longer.arch", SeededStudy.Architecture(48, "concat")
            .Replace("cls: 1/4 x5 = conv(k=1,bn=0,act=none) <- f4", "r4:  1/4 x48 = res <- f4\ncls: 1/4 x5 = conv(k=1,bn=0,act=none) <- r4"));
        Expectation.Meets("diff-longer", street.Run("diff", "renamed.arch", "longer.arch"));
    }

    [Fact]
    public void As_a_drawing_it_shows_both_and_marks_changes() =>
        Expectation.Meets("diff-svg", street.Run("diff", "street#0", "street#1", "--as", "svg", "--theme", "light"));

    [Fact]
    public void It_is_written_into_a_file()
    {
        street.Run("diff", "street#0", "street#1", "-o", "changes/diff.txt").Succeeded();
        Assert.StartsWith("--- street #0", File.ReadAllText(street.Folder.In("changes/diff.txt")));
        street.Run("diff", "street#0", "street#1", "--as", "svg", "-o", "changes/diff.svg").Succeeded();
        Assert.Equal("svg", XDocument.Load(street.Folder.In("changes/diff.svg")).Root!.Name.LocalName);
        street.Run("diff", "street#0", "street#1", "--as", "png", "-o", "changes/diff.png").Succeeded();
        Assert.Equal((byte)'P', File.ReadAllBytes(street.Folder.In("changes/diff.png"))[1]);
    }

    [Theory]
    [InlineData("diff-no-trial", "street#0", "street#99")]
    [InlineData("diff-no-file", "street#0", "nowhere.arch")]
    [InlineData("diff-png-nowhere", "street#0", "street#1", "--as", "png")]
    public void Mistakes_end_with_2(string expectation, params string[] arguments) =>
        Expectation.Meets(expectation, street.Run(["diff", .. arguments]).EndedWith(2));
}
