using System.Text.Json.Nodes;

namespace NasFuse.Cli.Tests.Commands;

public sealed class DatasetTests
{
    [Fact]
    public void The_synthetic_data_set_is_counted()
    {
        using var folder = new WorkFolder();
        Expectation.Meets("dataset-synthetic", folder.Run("dataset", "check", "synthetic", "--size", "64x96"));
    }

    [Fact]
    public void JSON_has_counts_and_histogram()
    {
        using var folder = new WorkFolder();
        var report = JsonNode.Parse(folder.Run("dataset", "check", "synthetic", "--size", "64x96", "--json").Succeeded().Output)!;
        Assert.True((bool)report["usable"]!);
        var training = report["splits"]![0]!;
        Assert.Equal((long)training["images"]! * 64 * 96, training["classPixels"]!.AsArray().Sum(pixels => (long)pixels!) + (long)training["voidPixels"]!);
        Assert.Equal(report["classes"]!.AsArray().Count, training["classPixels"]!.AsArray().Count);
    }

    [Fact]
    public void Bad_files_are_named_and_end_with_2()
    {
        using var folder = new WorkFolder();
        foreach (var split in (string[])["train", "val"])
        {
            folder.Write($"mine/{split}/images/a.png", "no picture");
            folder.Write($"mine/{split}/masks/a.png", "no picture");
        }
        folder.Write("mine/classes.json", """{ "names": ["road", "sky"] }""");
        Expectation.Meets("dataset-bad-files", folder.Run("dataset", "check", "folder:mine").EndedWith(2));
    }

    [Theory]
    [InlineData("dataset-no-folder", "folder:mine")]
    [InlineData("dataset-no-format", "foldr:mine")]
    public void What_cannot_be_opened_ends_with_2(string expectation, string data)
    {
        using var folder = new WorkFolder();
        Expectation.Meets(expectation, folder.Run("dataset", "check", data).EndedWith(2));
    }
}
