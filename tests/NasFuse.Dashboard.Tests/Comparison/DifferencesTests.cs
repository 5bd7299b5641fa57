using System.Text.Json.Nodes;
using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Differences;
using NasFuse.Core.Drawing;
using NasFuse.Dashboard.Comparison;

namespace NasFuse.Dashboard.Tests.Comparison;

public sealed class DifferencesTests
{
    [Fact]
    public void Settings_that_are_not_equal_everywhere_are_listed_by_path()
    {
        JsonObject[] objects =
        [
            JsonNode.Parse("""{ "seed": 1, "sampler": { "name": "nsga2", "populationSize": 12 }, "size": [1, 2] }""")!.AsObject(),
            JsonNode.Parse("""{ "seed": 1, "sampler": { "name": "random" }, "size": [1, 3] }""")!.AsObject(),
        ];
        var rows = SettingDifferences.Between(objects).Select(row => $"{row.Path}: {string.Join(" | ", row.Values.Select(value => value ?? "-"))}");
        Assert.Equal(["sampler.name: \"nsga2\" | \"random\"", "sampler.populationSize: 12 | -", "size: [1,2] | [1,3]"], rows);
        Assert.Empty(SettingDifferences.Between([objects[0], objects[0]]));
    }

    [Fact]
    public void Both_drawings_mark_what_differs()
    {
        var one = ArchitectureText.Parse("a: 1/2 x8 = conv(s=2) <- image\nout: 1/1 x3 = conv(k=1) <- a>up");
        var two = ArchitectureText.Parse("a: 1/2 x8 = conv(s=2) <- image\nb: 1/2 x8 = conv <- a\nout: 1/1 x3 = conv(k=1) <- b>up");
        var difference = ArchitectureDifference.Of(one, two);
        Assert.Equal(DrawingMark.Added, DifferenceMarks.Newer(difference).NodeMarks["b"]);
        Assert.DoesNotContain("b", DifferenceMarks.Older(difference).NodeMarks.Keys);
        Assert.DoesNotContain("a", DifferenceMarks.Newer(difference).NodeMarks.Keys);
        Assert.Equal(DrawingMark.Removed, DifferenceMarks.Older(ArchitectureDifference.Of(two, one)).NodeMarks["b"]);
    }

    [Theory]
    [InlineData("street:14", "street", 14)]
    [InlineData("a:b:0", "a:b", 0)]
    public void A_trial_is_named_by_study_and_number(string text, string study, int number) => Assert.Equal(new TrialName(study, number), TrialName.Parse(text, "trials"));

    [Theory]
    [InlineData("street")]
    [InlineData("street:")]
    [InlineData(":1")]
    [InlineData("street:-1")]
    public void What_is_no_such_name_is_a_mistake(string text) => Assert.Throws<UserErrorException>(() => TrialName.Parse(text, "trials"));
}
