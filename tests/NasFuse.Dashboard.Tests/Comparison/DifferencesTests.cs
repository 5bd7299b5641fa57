using System.Text.Json.Nodes;
using NasFuse.Core.Diagnostics;
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

    [Theory]
    [InlineData("street:14", "street", 14)]
    [InlineData("a:b:0", "a:b", 0)]
    public void A_trial_is_named_by_study_and_number(string text, string study, int number) => Assert.Equal(
        new TrialName(study, number), TrialName.Parse(text, "trials"));

    [Theory]
    [InlineData("street")]
    [InlineData("street:")]
    [InlineData(":1")]
    [InlineData("street:-1")]
    public void What_is_no_such_name_is_a_mistake(string text) => Assert.Throws<UserErrorException>(() => TrialName.Parse(text, "trials"));
}
