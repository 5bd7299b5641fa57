using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Tests.Configuration;

public sealed class SettingTests
{
    private static readonly Dictionary<string, string> NoEnvironment = [];

    [Fact]
    public void Settings_reach_every_kind_of_place()
    {
        using var folder = new StudyFolder();
        var study = folder.Read(
            "data.root=../x=y", "training.epochs=2", "sampler.populationSize=24", "objectives.0.name=pixelAccuracy", "objectives.2.name=macs", "constraints=[\"latencyMs < 9\"]",
            "training.augmentation.crop=[64, 96]", "latency.runs=9", "workers.0.threads=3").Study;
        Assert.Equal(("../x=y", 2, 9, 3), (study.Data.Root, study.Training.Epochs, study.Latency.Runs, study.Workers[0].Threads));
        Assert.Equal(["pixelAccuracy", "latencyMs", "macs"], study.Objectives.Select(objective => objective.Name));
        Assert.Equal("latencyMs < 9", Assert.Single(study.Constraints).ToString());
        Assert.Equal([64, 96], study.Training.Augmentation.Crop!.Value);
    }

    [Fact]
    public void Environment_wins_over_the_file_and_the_command_line_over_both()
    {
        using var folder = new StudyFolder();
        var environment = new Dictionary<string, string>
        {
            ["NASFUSE__TRAINING__EPOCHS"] = "3", ["NASFUSE__TRAINING__BATCH"] = "4", ["NASFUSE__SAMPLER__POPULATIONSIZE"] = "6", ["NASFUSE__WORKERS__0__DEVICE"] = "cpu",
            ["NASFUSE__DATA__CACHEMIB"] = "5", ["PATH"] = "/bin",
        };
        var loaded = folder.Read(environment, "training.epochs=2");
        Assert.Equal((2, 4, 5, "cpu"), (loaded.Study.Training.Epochs, loaded.Study.Training.Batch, loaded.Study.Data.CacheMiB, loaded.Study.Workers[0].Device));
        Assert.Equal(6, Assert.IsType<BreederOptions>(loaded.Study.Sampler).PopulationSize);
        ResolvedSetting[] expected =
        [
            new("training.epochs", "2", "--set training.epochs"),
            new("training.batch", "4", "NASFUSE__TRAINING__BATCH"),
            new("training.optimizer", "\"adamW\"", $"{folder.StudyPath}(11,55)"),
            new("training.weightDecay", "0.0001", "default"),
            new("objectives.1.name", "\"latencyMs\"", $"{folder.StudyPath}(7,15)"),
            new("constraints", "[\"parameters < 1000000\",\"latencyMs < 30\"]", $"{folder.StudyPath}(9,18)"),
            new("searchSpace.widths", "[16,32]", $"{folder.SpacePath}(5,13)"),
            new("searchSpace.optional", "true", "default"),
        ];
        Assert.All(expected, setting => Assert.Contains(setting, loaded.Settings));
        Assert.Equal(loaded.Settings.Count, loaded.Settings.DistinctBy(setting => setting.Path).Count());
    }

    [Theory]
    [InlineData("training.epochs", ErrorCodes.BadSetting, "key=value")]
    [InlineData("=3", ErrorCodes.BadSetting, "key=value")]
    [InlineData("training..epochs=3", ErrorCodes.BadSetting, "none of them empty")]
    [InlineData("a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a=3", ErrorCodes.BadSetting, "1..16 keys")]
    [InlineData("seed.x=3", ErrorCodes.WrongType, "'seed' is 1, so that nothing can be set in it")]
    [InlineData("objectives.9.name=miou", ErrorCodes.OutOfRange, "'objectives' is a list of 2; name an item by its number 0..2, not '9'")]
    [InlineData("objectives.x=3", ErrorCodes.OutOfRange, "not 'x'")]
    [InlineData("training.epoch=3", ErrorCodes.UnknownKey, "Did you mean 'epochs'?")]
    [InlineData("constraints=[\"latencyMs < 30\"", ErrorCodes.WrongType, "'constraints' must be a list")]
    [InlineData("sampler={\"name\": \"test-dice\", \"name\": \"test-dice\"}", ErrorCodes.DuplicateKey, "stands twice")]
    public void Settings_that_fit_nowhere_are_rejected_by_their_name(string setting, string code, string message)
    {
        using var folder = new StudyFolder();
        var mistake = Assert.Single(folder.MistakesOf(setting));
        Assert.Equal((code, 0), (mistake.Code, mistake.Place.Line));
        Assert.StartsWith("--set ", mistake.Place.File, StringComparison.Ordinal);
        Assert.Contains(message, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_variable_is_an_error_too()
    {
        using var folder = new StudyFolder();
        var error = Assert.Throws<UserErrorException>(() => folder.Read(new Dictionary<string, string> { ["NASFUSE__TRAINING__EPOCH"] = "3" }));
        Assert.Equal("NASFUSE__TRAINING__EPOCH: error NF0012: unknown key 'epoch' in 'training'. Did you mean 'epochs'?", error.Message);
    }

    [Theory]
    [InlineData("training.epochs=7", true)]
    [InlineData("seed=2", true)]
    [InlineData("latency.runs=41", true)]
    [InlineData("objectives.0.direction=minimize", true)]
    [InlineData("budget.trials=25", false)]
    [InlineData("data.root=/elsewhere", false)]
    [InlineData("data.cacheMiB=3", false)]
    [InlineData("workers.0.threads=1", false)]
    [InlineData("name=other", false)]
    [InlineData("objectives.1.direction=minimize", false)]
    [InlineData("constraints=[\"parameters < 1e6\", \"latencyMs < 30.0\"]", false)]
    public void The_hash_covers_what_determines_the_results_and_nothing_else(string setting, bool changes)
    {
        using var folder = new StudyFolder();
        Assert.Equal(changes, folder.Read().ConfigHash != folder.Read(NoEnvironment, setting).ConfigHash);
    }

    [Fact]
    public void The_hash_covers_the_search_space()
    {
        using StudyFolder folder = new(), other = new(space: StudyFolder.Space.Replace("\"maxInputs\": 3", "\"maxInputs\": 2", StringComparison.Ordinal));
        Assert.NotEqual(folder.Read().ConfigHash, other.Read().ConfigHash);
        Assert.Matches("^[0-9a-f]{64}$", folder.Read().ConfigHash);
    }
}
