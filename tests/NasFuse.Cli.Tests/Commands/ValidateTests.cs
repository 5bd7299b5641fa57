namespace NasFuse.Cli.Tests.Commands;

public sealed class ValidateTests
{
    [Fact]
    public void Valid_files_of_every_kind_are_summed_up()
    {
        using var folder = new WorkFolder();
        SampleFiles.WriteStudy(folder);
        folder.Write("net.arch", SeededStudy.Architecture(24, "add"));
        Expectation.Meets("validate-study", folder.Run("validate", "spaces/quick/study.json"));
        Expectation.Meets("validate-space", folder.Run("validate", "spaces/lattice/space.json"));
        Expectation.Meets("validate-architecture", folder.Run("validate", "net.arch"));
    }

    [Fact]
    public void Settings_of_a_study_are_checked_with_it()
    {
        using var folder = new WorkFolder();
        SampleFiles.WriteStudy(folder);
        var valid = folder.Run("validate", "spaces/quick/study.json", "--set", "training.epochs=7").Succeeded();
        Assert.Contains("7 epochs per trial", valid.Output, StringComparison.Ordinal);
        Assert.Contains("--set training.epochs=7", valid.Error, StringComparison.Ordinal);
        var mistaken = folder.Run("validate", "spaces/quick/study.json", "--set", "training.epocs=7").EndedWith(2);
        Assert.Contains("Did you mean 'epochs'?", mistaken.Error, StringComparison.Ordinal);
        var space = folder.Run("validate", "spaces/lattice/space.json", "--set", "layers=2").EndedWith(2);
        Assert.Contains("is no study, and only studies have settings", space.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_of_the_environment_are_checked_as_a_search_would_read_them()
    {
        using var folder = new WorkFolder();
        SampleFiles.WriteStudy(folder);
        using var valid = NasFuseProcess.Start(["validate", "spaces/quick/study.json"], folder.Path, [("NASFUSE__TRAINING__EPOCHS", "9")]);
        Assert.Contains("9 epochs per trial", valid.WaitForEnd().Succeeded().Output, StringComparison.Ordinal);
        using var mistaken = NasFuseProcess.Start(["validate", "spaces/quick/study.json"], folder.Path, [("NASFUSE__TRAINING__EPOCHS", "none")]);
        Assert.Contains("NASFUSE__TRAINING__EPOCHS", mistaken.WaitForEnd().EndedWith(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mistake_is_listed_with_its_place()
    {
        using var folder = new WorkFolder();
        SampleFiles.WriteStudy(folder);
        folder.Write("spaces/quick/study.json", SampleFiles.Study.Replace("\"epochs\": 2", "\"epocs\": 2, \"batch\": 0").Replace("nsga2", "nsga22").Replace("\"miou\"", "\"mio\""));
        Expectation.Meets("validate-broken-study", folder.Run("validate", "spaces/quick/study.json").EndedWith(2));
        folder.Write("net.arch", SeededStudy.Architecture(24, "ad").Replace("mb(k=3", "mb(k=4"));
        Expectation.Meets("validate-broken-architecture", folder.Run("validate", "net.arch").EndedWith(2));
    }

    [Fact]
    public void Broken_files_end_with_2_and_a_place_and_nothing_is_written()
    {
        using var folder = new WorkFolder();
        var study = SampleFiles.WriteStudy(folder);
        string[] names = ["cut at 0/24", "cut at 12/24", "binary", "zeros", "UTF-16", "huge white space", "deep lists", "training.epochs = \"nonsense\"", "seed = -1", "space left out"];
        var mutations = ConfigMutations.OfJson(SampleFiles.Study).Where(mutation => names.Contains(mutation.Name)).ToList();
        Assert.Equal(names.Length, mutations.Count);
        foreach (var mutation in mutations)
        {
            File.WriteAllBytes(folder.In(study), mutation.Content);
            var before = folder.Content();
            var result = folder.Run("validate", study);
            Assert.True(result.ExitCode == 2, $"{mutation}: {result}");
            Assert.Matches(@"^spaces/quick/study\.json\(\d+,\d+\): error NF\d{4}: ", result.Error);
            Assert.Equal(before, folder.Content());
            Assert.Empty(result.Output);
        }
    }
}
