using NasFuse.Storage;

namespace NasFuse.Cli.Tests.Commands;

public sealed class RerunTests(TrainedStudy study) : IClassFixture<TrainedStudy>
{
    [Fact]
    public void The_same_settings_and_seed_give_the_same_trials()
    {
        var result = study.Folder.Run("rerun", TrainedStudy.Name, "--name", "again").Succeeded();

        Assert.Contains("Software, machine and data are those of the original.", result.Error);
        Assert.Contains("2 of 2 trials have the same architecture; of 2 of these with a mIoU, 2 have the same one, bit for bit", result.Error);
        Assert.Contains("nasfuse compare tiny again", result.Error);
    }

    [Fact]
    public void A_dry_run_says_what_differs_and_begins_nothing()
    {
        using var folder = new WorkFolder();
        CopyStudy(folder);
        using (var store = LiteDbTrialStore.Open(StudyFolders.Resolve(folder.In("results"), TrainedStudy.Name)))
        {
            var manifest = store.Manifest()!;
            manifest["environment"]!["runtime"] = ".NET 9.9.9";
            manifest["packages"]!["TorchSharp"] = "0.1.0";
            manifest["data"]!["fingerprint"] = "c0ffee";
            store.SaveManifest(manifest);
        }
        var before = folder.Content();

        var result = folder.Run("rerun", TrainedStudy.Name, "--dry-run").Succeeded();

        Assert.Matches(@"data fingerprint +c0ffee +[0-9a-f]{64}", result.Output);
        Assert.Matches(@"runtime +\.NET 9\.9\.9 +\.NET 10", result.Output);
        Assert.Matches(@"package TorchSharp +0\.1\.0 +\d", result.Output);
        Assert.Contains("next:  nasfuse rerun tiny --name tiny-rerun", result.Error);
        Assert.Equal(before, folder.Content());
    }

    [Theory]
    [InlineData("rerun-itself", "tiny", "--name", "tiny")]
    [InlineData("rerun-bad-name", "tiny", "--name", "a/b")]
    public void A_name_that_cannot_be_is_refused(string expectation, params string[] arguments) =>
        Expectation.Meets(expectation, study.Folder.Run(["rerun", .. arguments]).EndedWith(2));

    [Fact]
    public void A_study_that_is_not_there_is_named() => Expectation.Meets("rerun-no-study", study.Folder.Run("rerun", "tinny").EndedWith(5));

    private void CopyStudy(WorkFolder folder)
    {
        Directory.CreateDirectory(folder.In("results/tiny"));
        foreach (var file in Directory.GetFiles(study.Folder.In("results/tiny")))
            File.Copy(file, Path.Combine(folder.In("results/tiny"), Path.GetFileName(file)));
    }
}
