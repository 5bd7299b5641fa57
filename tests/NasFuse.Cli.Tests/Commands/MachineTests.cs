using System.Text.Json.Nodes;
using NasFuse.Core.Configuration;
using NasFuse.Storage;

namespace NasFuse.Cli.Tests.Commands;

public sealed class MachineTests
{
    [Fact]
    public void Doctor_finds_everything_that_is_needed()
    {
        using var folder = new WorkFolder();
        var result = folder.Run("doctor", "--json").Succeeded();
        var verdicts = JsonNode.Parse(result.Output)!.AsArray().ToDictionary(finding => (string)finding!["subject"]!, finding => (string)finding!["verdict"]!);
        foreach (var subject in (string[])["nasfuse", "system", ".NET", "processor", "libtorch", "ONNX Runtime", "images", "results folder"]) Assert.Equal("pass", verdicts[subject]);
        Assert.Contains("CUDA", verdicts.Keys);
        Assert.Contains("Everything needed works.", result.Error);
        Assert.Empty(folder.Content());
    }

    [Fact]
    public void Doctor_names_who_writes_a_study()
    {
        using var folder = new WorkFolder();
        SeededStudy.Store(folder);
        Assert.Matches(@"PASS +study street +is not locked", folder.Run("doctor").Succeeded().Output);
        using var writer = LiteDbTrialStore.Open(StudyFolders.Resolve(folder.In("results"), SeededStudy.Name));
        Assert.Contains($"is being written by process {Environment.ProcessId} on host", folder.Run("doctor").Succeeded().Output);
    }

    [Fact]
    public void Doctor_says_what_to_do_about_a_results_folder_that_cannot_be_written()
    {
        using var folder = new WorkFolder();
        folder.Write("results", "a file, not a folder");
        var result = folder.Run("doctor", "--results", "results/inside").EndedWith(2);
        Assert.Contains("FAIL", result.Output);
        Assert.Contains("--results", result.Output);
    }

    [Theory]
    [InlineData("study")]
    [InlineData("space")]
    public void Schema_prints_the_schema(string file)
    {
        using var folder = new WorkFolder();
        Assert.Equal(file == "study" ? StudySchema.Text() : SpaceSchema.Text(), folder.Run("schema", file).Succeeded().Output);
    }
}
