using System.Text.Json.Nodes;

namespace NasFuse.Cli.Tests.Commands;

public sealed class SpaceTests
{
    [Fact]
    public void A_space_is_counted_by_file_folder_and_name()
    {
        using var folder = new WorkFolder();
        folder.Write("search-spaces/lattice/space.json", SampleFiles.Space);
        var byName = folder.Run("count", "lattice");
        Expectation.Meets("count", byName);
        Assert.Equal(byName.Output, folder.Run("count", "search-spaces/lattice").Succeeded().Output);
        Assert.Equal(byName.Output, folder.Run("count", "search-spaces/lattice/space.json").Succeeded().Output);
        Assert.Equal(byName.Output.Trim(), (string?)JsonNode.Parse(folder.Run("count", "lattice", "--json").Output)!["atMost"]);
        Expectation.Meets("count-no-space", folder.Run("count", "latice").EndedWith(2));
    }

    [Fact]
    public void A_preset_is_picked_behind_a_colon()
    {
        using var folder = new WorkFolder();
        var presets = SampleFiles.Space.TrimEnd()[..^1].TrimEnd().TrimEnd(',') + ", \"presets\": { \"small\": { \"layers\": 1 } } }";
        folder.Write("search-spaces/lattice/space.json", presets);
        var small = folder.Run("count", "lattice:small").Succeeded().Output;
        Assert.NotEqual(folder.Run("count", "lattice").Succeeded().Output, small);
        Assert.Equal(small, folder.Run("count", "search-spaces/lattice/space.json:small").Succeeded().Output);
        Assert.Contains("known: small. Did you mean 'small'?", folder.Run("sample", "lattice:smal").EndedWith(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_are_shown_with_id_and_cost_and_are_always_the_same()
    {
        using var folder = new WorkFolder();
        SampleFiles.WriteSpace(folder);
        var three = folder.Run("sample", "spaces/lattice", "-n", "3", "--seed", "5", "--size", "180x240", "--classes", "11");
        Expectation.Meets("sample", three);
        Assert.StartsWith(folder.Run("sample", "spaces/lattice", "-n", "1", "--seed", "5", "--size", "180x240", "--classes", "11").Succeeded().Output, three.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_as_JSON_are_the_same_architectures()
    {
        using var folder = new WorkFolder();
        SampleFiles.WriteSpace(folder);
        var text = folder.Run("sample", "spaces/lattice", "-n", "4").Succeeded().Output;
        var array = JsonNode.Parse(folder.Run("sample", "spaces/lattice", "-n", "4", "--json").Succeeded().Output)!.AsArray();
        Assert.Equal(4, array.Count);
        Assert.All(array, sample => Assert.Contains((string)sample!["architectureId"]!, text, StringComparison.Ordinal));
        folder.Write("one.json", array[2]!.ToJsonString());
        folder.Run("validate", "one.json").Succeeded();
    }

    [Theory]
    [InlineData("-n", "0")]
    [InlineData("--classes", "1")]
    [InlineData("--seed", "-3")]
    public void Options_out_of_range_end_with_2(string option, string value)
    {
        using var folder = new WorkFolder();
        SampleFiles.WriteSpace(folder);
        Assert.Contains(option, folder.Run("sample", "spaces/lattice", option, value).EndedWith(2).Error, StringComparison.Ordinal);
    }
}
