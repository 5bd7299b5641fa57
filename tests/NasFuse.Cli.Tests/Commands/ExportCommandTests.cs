using NasFuse.Storage;

namespace NasFuse.Cli.Tests.Commands;

public sealed class ExportCommandTests(TrainedStudy study) : IClassFixture<TrainedStudy>
{
    [Fact]
    public void The_knee_goes_into_the_study_folder_and_verifies()
    {
        var result = study.Export().Succeeded();

        var folder = Assert.Single(Directory.GetDirectories(study.Folder.In("results/tiny/export"))).Replace('\\', '/');
        var name = folder[folder.IndexOf("results", StringComparison.Ordinal)..];
        Assert.Matches(@"(?m)^parity \S+ <= 1e-4$", result.Output);
        Assert.Contains($"nasfuse verify {name}", result.Error.Replace('\\', '/'), StringComparison.Ordinal);
        study.Folder.Run("verify", name, "--threads", "1").Succeeded();
    }

    [Theory]
    [InlineData("best", "--pick", "best:miou")]
    [InlineData("numbered", "--pick", "trial:1")]
    [InlineData("three", "--pick", "trial:0", "--batch", "4")]
    [InlineData("any", "--pick", "trial:0", "--batch", "dynamic")]
    [InlineData("odd", "--pick", "trial:0", "--size", "45x37")]
    public void Every_pick_batch_and_size_verifies(string folder, params string[] arguments)
    {
        study.Export([.. arguments, "-o", folder]).Succeeded();
        study.Folder.Run("verify", folder, "--threads", "1").Succeeded();
    }

    [Theory]
    [InlineData("kne", "Did you mean 'knee'?")]
    [InlineData("best:mio", "Did you mean 'miou'?")]
    [InlineData("trial:99", "complete ones are 0, 1")]
    [InlineData("trial:first", "is no trial number")]
    [InlineData("anything", "Known: ")]
    public void A_pick_that_means_nothing_is_refused(string pick, string expected)
    {
        Assert.Contains(expected, study.Export("--pick", pick, "-o", "wrong").EndedWith(2).Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(study.Folder.In("wrong")));
    }

    [Fact]
    public void Beyond_the_limit_nothing_is_written()
    {
        var result = study.Export("--limit", "0", "-o", "beyond").EndedWith(4);

        Assert.Matches(@"(?m)^parity \S+ > 0$", result.Output);
        Assert.False(Directory.Exists(study.Folder.In("beyond")));
    }

    [Fact]
    public void Changed_weights_are_not_exported()
    {
        var weights = study.Folder.In("results/tiny/trials/1/weights.safetensors");
        FileDamage.FlipBit(weights, -1);
        try
        {
            Assert.Contains("were changed after training", study.Export("--pick", "trial:1", "-o", "changed").EndedWith(4).Error, StringComparison.Ordinal);
            Assert.False(Directory.Exists(study.Folder.In("changed")));
        }
        finally
        {
            FileDamage.FlipBit(weights, -1);
        }
    }

    [Fact]
    public void A_study_under_way_can_be_exported_from()
    {
        using var writer = LiteDbTrialStore.Open(StudyFolders.Resolve(study.Folder.In("results"), TrainedStudy.Name));

        study.Export("-o", "meanwhile").Succeeded();
    }

    [Fact]
    public void A_folder_with_something_else_stays()
    {
        study.Folder.Write("taken/letter.txt", "dear diary");

        Assert.Contains("NF0501", study.Export("-o", "taken").EndedWith(2).Error, StringComparison.Ordinal);
        Assert.Equal("dear diary", File.ReadAllText(study.Folder.In("taken/letter.txt")));
    }

    [Fact]
    public void Without_a_complete_trial_there_is_nothing_to_export()
    {
        study.Search("name=hopeless", "constraints=[\"parameters < 10\"]").EndedWith(3);

        Assert.Contains("no complete trial", study.Folder.Run("export", "hopeless").EndedWith(3).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_study_is_a_store_that_is_missing() =>
        Assert.Contains("Did you mean 'tiny'?", study.Folder.Run("export", "tinny").EndedWith(5).Error, StringComparison.Ordinal);
}
