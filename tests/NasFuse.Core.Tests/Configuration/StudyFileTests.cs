using System.Text.Json.Nodes;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Objectives;
using NasFuse.Core.Pruners;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Tests.Configuration;

public sealed class StudyFileTests
{
    [Fact]
    public void A_study_is_read_with_its_space_and_all_defaults()
    {
        using var folder = new StudyFolder();
        var loaded = folder.Read();
        Assert.Equal(("quick", "lattice", "lattice"), (loaded.Study.Name, loaded.Study.Space, loaded.SpaceName));
        Assert.Equal(new BreederOptions { PopulationSize = 12 }, loaded.Study.Sampler);
        Assert.Equal([new Constraint("parameters", "<", 1e6), new Constraint("latencyMs", "<", 30)], loaded.Study.Constraints);
        Assert.Equal([Direction.Maximize, Direction.Minimize], loaded.Study.Objectives.Select(objective => objective.Direction!.Value));
        Assert.Equal([180, 240], loaded.Study.Latency.Size!.Value);
        Assert.Equal([16, 32], Assert.IsType<LatticeOptions>(loaded.Space).Widths);
        Assert.Equal((6, 1e-4, 24, 1UL), (loaded.Study.Training.Epochs, loaded.Study.Training.WeightDecay, loaded.Study.Budget.Trials, loaded.Study.Seed));
    }

    [Fact]
    public void Mistakes_of_both_files_and_of_settings_come_together_in_order()
    {
        using var folder = new StudyFolder(
            StudyFolder.Study.Replace("populationSize", "populationSise", StringComparison.Ordinal).Replace("\"epochs\": 6", "\"epochs\": 0", StringComparison.Ordinal),
            StudyFolder.Space.Replace("\"maxInputs\": 3", "\"maxInputs\": 9", StringComparison.Ordinal));
        var mistakes = folder.MistakesOf("training.epoch=3", "seed=x");
        Assert.Equal(
            [
                "--set seed: error NF0011: 'seed' must be a whole number but is 'x'",
                "--set training.epoch: error NF0012: unknown key 'epoch' in 'training'. Did you mean 'epochs'?",
                $"{folder.SpacePath}(7,16): error NF0014: 'maxInputs' must be 1..4 but is 9",
                $"{folder.StudyPath}(10,40): error NF0012: unknown key 'populationSise' in sampler 'test-breeder'. Did you mean 'populationSize'?",
                $"{folder.StudyPath}(11,27): error NF0014: 'training.epochs' must be 1..100000 but is 0",
            ],
            mistakes.Select(mistake => mistake.ToString()));
    }

    [Fact]
    public void A_setting_laid_over_a_study_that_was_read_changes_nothing_else()
    {
        using var folder = new StudyFolder();
        var loaded = folder.Read();
        var changed = StudyFile.Changed(loaded, Pruner("""{ "name": "asha", "minEpochs": 2 }"""), TestOptions.Catalog);
        Assert.Equal(new AshaOptions { MinEpochs = 2 }, changed.Study.Pruner);
        Assert.NotEqual(loaded.ConfigHash, changed.ConfigHash);
        Assert.Equal(loaded.Resolved.ToJsonString(), StudyFile.Changed(changed, Pruner("null"), TestOptions.Catalog).Resolved.ToJsonString());
        var error = Assert.Throws<UserErrorException>(() => StudyFile.Changed(loaded, Pruner("""{ "name": "asha", "minEpochs": 6 }"""), TestOptions.Catalog));
        Assert.StartsWith("--pruner: error NF0016: the pruner would never judge", Assert.Single(error.Diagnostics).ToString(), StringComparison.Ordinal);

        static SettingOverride Pruner(string json) => new(["pruner"], json, "--pruner", IgnoreCase: false);
    }

    [Fact]
    public void Counts_are_not_worth_promotion()
    {
        var study = StudyFolder.Study.Replace("\"miou\", \"direction\": \"maximize\"", "\"macs\"", StringComparison.Ordinal)
            .Replace("\"latencyMs\" }", "\"parameters\" }", StringComparison.Ordinal).Replace("\"seed\": 1", "\"seed\": 1, \"promotion\": { }", StringComparison.Ordinal);
        var mistake = StudyFolder.MistakeIn(study);
        Assert.Equal((ErrorCodes.Contradiction, 14), (mistake.Code, mistake.Place.Line));
        Assert.Contains("every objective is a count", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"trials\": 24", "\"trials\": null", ErrorCodes.MissingKey, 12, "'budget.trials' or 'budget.hours' is needed")]
    [InlineData("\"root\": \"data/camvid\", ", "", ErrorCodes.MissingKey, 4, "'data.root' is needed")]
    [InlineData("\"camvid\",", "\"camvit\",", ErrorCodes.UnknownName, 4, "Did you mean 'camvid'?")]
    [InlineData("[180, 240]", "[180]", ErrorCodes.OutOfRange, 4, "'data.size' must have exactly 2 items but has 1")]
    [InlineData("[180, 240]", "[180, 8]", ErrorCodes.OutOfRange, 4, "'data.size.1' must be 16..8192 but is 8")]
    [InlineData("[0.5, 2.0]", "[2.0, 0.5]", ErrorCodes.Contradiction, 11, "'training.augmentation.scale' must be [smallest, largest] but is [2, 0.5]")]
    [InlineData("\"epochs\": 6", "\"epochs\": 6, \"distillation\": {}", ErrorCodes.MissingKey, 11, "'training.distillation' needs the key 'teacher'")]
    [InlineData("\"epochs\": 6", "\"epochs\": 6, \"distillation\": { \"teacher\": \"\" }", ErrorCodes.OutOfRange, 11, "'training.distillation.teacher' must not be empty")]
    [InlineData("\"epochs\": 6", "\"epochs\": 6, \"distillation\": { \"teacher\": \"t\", \"temperature\": 0 }", ErrorCodes.OutOfRange, 11, "temperature' must be 0.1..100")]
    [InlineData("\"epochs\": 6", "\"epochs\": 6, \"bootstrappedPixels\": 1.5", ErrorCodes.OutOfRange, 11, "bootstrappedPixels' must be 0..1")]
    [InlineData("\"seed\": 1", "\"seed\": 1, \"promotion\": { \"seeds\": 1 }", ErrorCodes.OutOfRange, 14, "'promotion.seeds' must be 2..100 but is 1")]
    [InlineData("\"seed\": 1", "\"seed\": 1, \"promotion\": { \"sedes\": 3 }", ErrorCodes.UnknownKey, 14, "unknown key 'sedes' in 'promotion'. Did you mean 'seeds'?")]
    [InlineData("\"latencyMs\" }", "\"miou\" }", ErrorCodes.Contradiction, 7, "'objectives.1.name': miou is an objective already ('objectives.0')")]
    [InlineData("\"latencyMs\" }", "\"latency\" }", ErrorCodes.UnknownName, 7, "Did you mean 'latencyMs'?")]
    [InlineData("\"latencyMs\" }", "\"latencyMs@H200\" }", ErrorCodes.UnknownName, 7, "latencyMs@CLASS (such as latencyMs@h200; CLASS: 1..40 lower-case letters, digits and dashes")]
    [InlineData("\"latencyMs\" }", "\"macs@cpu\" }", ErrorCodes.UnknownName, 7, "'objectives.1.name' must be one of miou")]
    [InlineData("\"latencyMs < 30\"", "\"latencyMs@ < 30\"", ErrorCodes.UnknownName, 9, "'constraints.1': unknown metric 'latencyMs@'")]
    [InlineData("\"latencyMs\" }", "\"latencyMs\", \"device\": \"cpu\" }", ErrorCodes.UnknownKey, 7, "unknown key 'device' in 'objectives.1'")]
    [InlineData("\"latencyMs < 30\"", "\"latencyMs = 30\"", ErrorCodes.UnknownName, 9, "'constraints.1': the comparison must be one of")]
    [InlineData("\"device\": \"auto\"", "\"device\": \"gpu\"", ErrorCodes.OutOfRange, 13, "'workers.0.device' must be of the form auto|cpu|cuda:[0-9]+ but is 'gpu'")]
    [InlineData("\"space\": \"lattice\",", "", ErrorCodes.MissingKey, 1, "the study needs the key 'space'")]
    [InlineData("\"space\": \"lattice\"", "\"space\": \"latice\"", ErrorCodes.UnknownName, 3, "Did you mean 'lattice'?")]
    [InlineData("\"space\": \"lattice\"", "\"space\": \"../x/space.json\"", ErrorCodes.FileUnreadable, 3, "there is no file '../x/space.json'")]
    [InlineData("\"seed\"", "\"name\": \".hidden\", \"seed\"", ErrorCodes.OutOfRange, 14, "'name' must be 1..80 letters")]
    public void Rules_between_keys_are_checked_where_the_key_stands(string old, string changed, string code, int line, string message)
    {
        var mistake = StudyFolder.MistakeIn(StudyFolder.Study.Replace(old, changed, StringComparison.Ordinal));
        Assert.Equal((code, line), (mistake.Code, mistake.Place.Line));
        Assert.Contains(message, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Objectives_and_constraints_name_classes_of_devices()
    {
        using var folder = new StudyFolder(StudyFolder.Study
            .Replace("{ \"name\": \"latencyMs\" }", "{ \"name\": \"latencyMs@h200\" }, { \"name\": \"latencyMs@cpu\" }", StringComparison.Ordinal)
            .Replace("latencyMs < 30", "latencyMs@edge-box<=30", StringComparison.Ordinal));
        var study = folder.Read().Study;
        Assert.Equal(["h200", "cpu", "edge-box"], study.DeviceClasses());
        Assert.Equal((Direction.Minimize, "objectives[1].name"), (study.Objectives[1].Direction, study.KeyOfClass("h200")));
        Assert.Equal((new Constraint("latencyMs@edge-box", "<=", 30), "constraints[1]"), (study.Constraints[1], study.KeyOfClass("edge-box")));
        Assert.False(study.TimesWhereTrained());
        using var usual = new StudyFolder();
        Assert.True(usual.Read().Study.TimesWhereTrained());
    }

    [Fact]
    public void Mixed_precision_needs_a_worker_that_may_have_CUDA()
    {
        using var folder = new StudyFolder();
        var mistake = Assert.Single(folder.MistakesOf("training.precision=mixed", "workers=[{\"device\": \"cpu\"}]"));
        Assert.Equal((ErrorCodes.Contradiction, "--set training.precision"), (mistake.Code, mistake.Place.File));
        Assert.Equal(PrecisionKind.Mixed, folder.Read("training.precision=mixed").Study.Training.Precision);
    }

    [Fact]
    public void A_teacher_is_read_back_and_its_place_does_not_count()
    {
        using var folder = new StudyFolder();
        Assert.Null(folder.Read().Study.Training.Distillation);
        var loaded = folder.Read("training.distillation.teacher=out/teacher", "training.distillation.temperature=2");
        Assert.Equal(new DistillationSpecification { Teacher = "out/teacher", Temperature = 2 }, loaded.Study.Training.Distillation);
        var again = StudyFile.FromResolved("manifest.json", JsonNode.Parse(loaded.Resolved.ToJsonString())!.AsObject(), TestOptions.Catalog);
        Assert.Equal(loaded.Study.Training.Distillation, again.Study.Training.Distillation);
        string Hash(params string[] settings) => folder.Read(settings).ConfigHash;
        Assert.Equal(loaded.ConfigHash, Hash("training.distillation.teacher=elsewhere", "training.distillation.temperature=2"));
        Assert.NotEqual(loaded.ConfigHash, Hash("training.distillation.teacher=out/teacher"));
        Assert.NotEqual(loaded.ConfigHash, Hash());
        Assert.False(ConfigHash.Covers("training.distillation.teacher"));
    }

    [Theory]
    [InlineData("../lattice/space.json")]
    [InlineData("../lattice")]
    [InlineData("lattice")]
    public void The_space_is_found_as_file_as_folder_and_by_name(string space)
    {
        using var folder = new StudyFolder();
        Assert.Equal("lattice", folder.Read($"space={space}").SpaceName);
    }

    [Fact]
    public void The_name_is_the_folders_unless_it_is_given()
    {
        using var folder = new StudyFolder();
        Assert.Equal("2024", folder.Read("name=2024").Study.Name);
        var odd = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(folder.StudyPath)!, "..", "not a name"));
        var study = Path.Combine(odd.FullName, "study.json");
        File.Copy(folder.StudyPath, study);
        var mistake = Assert.Single(Assert.Throws<UserErrorException>(() => StudyFile.Read(study, [], new Dictionary<string, string>(), TestOptions.Catalog)).Diagnostics);
        Assert.Contains("'not a name' cannot name the study", mistake.Message, StringComparison.Ordinal);
        Assert.Equal("fine", StudyFile.Read(study, ["name=fine"], new Dictionary<string, string>(), TestOptions.Catalog).Study.Name);
    }

    [Theory]
    [InlineData("nowhere.json", "does not exist")]
    [InlineData("no/such/folder/study.json", "does not exist")]
    [InlineData("..", "is a folder")]
    [InlineData("a\0b", "cannot be read")]
    public void Files_that_cannot_be_read_are_named(string path, string problem)
    {
        var mistake = Assert.Single(Assert.Throws<UserErrorException>(() => StudyFile.Read(path, [], new Dictionary<string, string>())).Diagnostics);
        Assert.Equal((ErrorCodes.FileUnreadable, path), (mistake.Code, mistake.Place.File));
        Assert.Contains(problem, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_do_not_fit_together_are_reported_at_their_keys()
    {
        using StudyFolder folder = new(), broken = new(space: StudyFolder.Space.Replace("[16, 32,]", "[16, 16]", StringComparison.Ordinal));
        var mistake = Assert.Single(broken.MistakesOf());
        Assert.Equal($"{broken.SpacePath}(5,18): error NF0016: 'widths.1': a width stands twice", mistake.ToString());
        var late = folder.Read().Located(new UserErrorException(new SourcePlace("objectives[1].reference"), ErrorCodes.OutOfRange, "must be worse"));
        Assert.Equal($"{folder.StudyPath}(7,5): error NF0014: 'objectives.1.reference': must be worse", late.Message);
        Assert.Equal("lattice", folder.Read().CreateSpace(11).Name);
    }

    [Fact]
    public void Everything_resolved_is_read_back()
    {
        using var folder = new StudyFolder();
        var loaded = folder.Read("training.ema=0.99", "data.size=[577,641]");
        var again = StudyFile.FromResolved("manifest.json", JsonNode.Parse(loaded.Resolved.ToJsonString())!.AsObject(), TestOptions.Catalog);
        Assert.Equal(loaded.Resolved.ToJsonString(), again.Resolved.ToJsonString());
        Assert.Equal((loaded.ConfigHash, "lattice", 0.99), (again.ConfigHash, again.SpaceName, again.Study.Training.Ema));
        Assert.Throws<UserErrorException>(() => StudyFile.FromResolved("manifest.json", [], TestOptions.Catalog));
    }
}
