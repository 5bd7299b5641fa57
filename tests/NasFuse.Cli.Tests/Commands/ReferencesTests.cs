using System.Text.Json.Nodes;
using NasFuse.Core.Studies;
using NasFuse.Storage;

namespace NasFuse.Cli.Tests.Commands;

public sealed class ReferencesTests : IDisposable
{
    private readonly ReferenceFolder _references = new();

    public void Dispose() => _references.Dispose();

    [Theory]
    [InlineData("references-list")]
    [InlineData("references-list-csv", "--format", "csv", "--family", "tiny")]
    [InlineData("references-no-family", "--family", "full")]
    public void References_are_listed(string expectation, params string[] arguments) => Expectation.Meets(expectation, _references.Run("list", arguments));

    [Theory]
    [InlineData("references-show", "beta")]
    [InlineData("references-show-json", "controlled/neck", "--as", "json", "--size", "64x64")]
    [InlineData("references-show-unknown", "bete")]
    public void A_reference_is_shown_with_its_header(string expectation, params string[] arguments) => Expectation.Meets(expectation, _references.Run("show", arguments));

    [Fact]
    public void What_is_shown_is_the_file_again_and_a_system_is_a_name_too()
    {
        _references.Folder.Write("refs/again.arch", _references.Run("show", "Beta+net").Succeeded().Output);
        var (first, again) = (_references.Run("show", "beta", "--as", "json"), _references.Run("show", "again", "--as", "json"));
        Assert.Equal(first.Succeeded().Output, again.Succeeded().Output);
        _references.Folder.Write("again.json", first.Output);
        _references.Folder.Run("validate", "again.json").Succeeded();
    }

    [Fact]
    public void Every_mistake_in_every_file_has_its_place_before_anything_is_written()
    {
        _references.Folder.Write("refs/broken.arch", ReferenceFolder.Text("Broken", "direct", 8).Replace("conv(s=2)", "cnov(s=2)", StringComparison.Ordinal));
        _references.Folder.Write("refs/headless.arch", ReferenceFolder.Text("Headless", "mehs", 8).Replace("// source", "// sauce", StringComparison.Ordinal));
        var before = _references.Folder.Content();
        var error = _references.RunQuick().EndedWith(2).Error;
        Assert.Contains("broken.arch(6,15): error NF0101", error, StringComparison.Ordinal);
        Assert.Contains("headless.arch(1,1): error NF0013: the comments at the top need a line '// source: …'", error, StringComparison.Ordinal);
        Assert.Contains("unknown class 'mehs'. Did you mean 'mesh'?", error, StringComparison.Ordinal);
        Assert.Equal(before, _references.Folder.Content());
    }

    [Fact]
    public void A_dry_run_shows_every_study_and_writes_nothing()
    {
        var before = _references.Folder.Content();
        var result = _references.Run("run", "--dry-run", "--data", "camvid:no/such/folder", "--seeds", "2", "--controlled-seeds", "1", "--set", "training.epochs=3").Succeeded();
        var studies = result.Output.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(cells => cells is [var name, ..] && name.StartsWith("references-", StringComparison.Ordinal));
        Assert.Equal(
            ["references-camvid tiny 2 1", "references-camvid-s2 tiny 2 2", "references-camvid-controlled controlled 1 1"],
            studies.Select(cells => string.Join(' ', cells.Take(4))));
        Assert.Contains("Nothing was written.", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, _references.Folder.Content());
    }

    [Fact]
    public void A_quick_run_trains_measures_and_reports_every_reference()
    {
        var result = _references.RunQuick("--seeds", "2", "--controlled-seeds", "1", "-o", "report").Succeeded();
        Assert.Contains("3 of 3 references were trained, exported and verified.", result.Error, StringComparison.Ordinal);
        Assert.Contains("rank correlation (Spearman) of MACs and torch latency over 3 networks: ", result.Output, StringComparison.Ordinal);
        Assert.Equal(["references-quick", "references-quick-controlled", "references-quick-s2"], StudyFolders.List(_references.Folder.In("results")));

        string Report(string file) => File.ReadAllText(_references.Folder.In($"report/{file}"));
        var rows = Report("references.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToArray();
        var column = rows[0].Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        Assert.Equal(["Alpha-Net", "Beta+Net", "neck add"], rows.Skip(1).Select(row => row[column["system"]]).Order(StringComparer.Ordinal));
        foreach (var row in rows.Skip(1))
        {
            // Every validation image was compared, so both mIoU are that of the training.
            var (trained, torch, onnx) = (double.Parse(row[column["miou"]]), double.Parse(row[column["comparedMiouTorch"]]), double.Parse(row[column["comparedMiouOnnx"]]));
            Assert.Equal(trained, torch, 3);
            Assert.Equal(torch, onnx, 3);
            Assert.InRange(double.Parse(row[column["parity"]]), 0, 1e-4);
            Assert.InRange(double.Parse(row[column["torchMs"]]), 1e-3, 1e4);
            Assert.InRange(double.Parse(row[column["iou.road"]]), 0, 1);
            Assert.Equal(row[column["family"]] == "tiny" ? "2" : "1", row[column["seeds"]]);
        }
        Assert.Contains("- **Beta+Net** (tiny): Somebody, Something, 2020. Distortion: D1, smaller. for tests", Report("references.md"), StringComparison.Ordinal);
        Assert.StartsWith("<?xml", Report("references.svg"), StringComparison.Ordinal);
        Assert.True(new FileInfo(_references.Folder.In("report/references.png")).Length > 10_000);
        var manifest = JsonNode.Parse(Report("manifest.json"))!;
        Assert.Equal(3, manifest["studies"]!.AsArray().Count);
        Assert.EndsWith("--from refs", (string)manifest["command"]!, StringComparison.Ordinal);
        Assert.Contains("alpha", _references.Folder.Run("query", "references-quick", "--select", "choices.architecture, objectives.miou").Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Killed_at_random_moments_it_ends_as_an_unbroken_run()
    {
        var random = new Random(Environment.TickCount);
        for (var kill = 0; kill < 4; kill++)
        {
            using var run = _references.StartQuick();
            run.WaitOrKillAfter(TimeSpan.FromMilliseconds(random.Next(800, 4000)));
        }
        _references.RunQuick().Succeeded();
        _references.RunQuick("--results", "unbroken").Succeeded();
        foreach (var study in new[] { "references-quick", "references-quick-controlled" }) Assert.Equal(Outcomes("unbroken", study), Outcomes("results", study));
    }

    [Fact]
    public void What_is_measured_is_kept_and_the_rest_is_measured()
    {
        _references.RunQuick("--family", "tiny").Succeeded();
        var (kept, lost) = (_references.Measurement("references-quick", 0), _references.Measurement("references-quick", 1));
        var before = File.ReadAllText(kept);
        File.WriteAllText(lost, File.ReadAllText(lost)[..40]);
        var again = _references.RunQuick("--family", "tiny").Succeeded();
        Assert.Contains("measuring references-quick 2/2  beta", again.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("measuring references-quick 1/2", again.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(kept));
        Assert.NotNull(JsonNode.Parse(File.ReadAllText(lost))!["conditions"]);
        _references.RunQuick("--family", "tiny", "--remeasure").Succeeded();
        Assert.NotEqual(before, File.ReadAllText(kept));
    }

    [Fact]
    public void What_is_trained_by_now_is_reported_without_training_the_rest()
    {
        _references.RunQuick("--family", "controlled").Succeeded();
        _references.Folder.Write("refs/controlled/later.arch", ReferenceFolder.Text("Later", "mesh", 12));
        var report = _references.RunQuick("--family", "controlled", "--report", "-o", "report").EndedWith(3);
        Assert.Contains("later in references-quick-controlled was not trained", report.Error, StringComparison.Ordinal);
        Assert.Contains("1 of 2 references were trained, exported and verified.", report.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_references.Folder.In("report/references.md")));
    }

    [Fact]
    public void A_reference_that_does_not_train_is_named_with_its_reason()
    {
        var result = _references.RunQuick("--family", "tiny", "--set", """constraints=["parameters < 2000"]""").EndedWith(3);
        Assert.Matches(@"(?m)^beta in references-quick \(#1\) is infeasible: parameters is \d+ but must be < 2000$", result.Error);
        Assert.Contains("1 of 2 references were trained, exported and verified.", result.Error, StringComparison.Ordinal);
        var none = _references.RunQuick("--family", "tiny", "--set", """constraints=["parameters < 200"]""", "--results", "none").EndedWith(3);
        Assert.Contains("0 of 2 references were trained, exported and verified.", none.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_references.Folder.In("none/references-quick/references.png")));
    }

    [Fact]
    public void Weights_that_were_changed_fail_the_verification()
    {
        _references.RunQuick("--family", "tiny").Succeeded();
        FileDamage.FlipBit(_references.Folder.In("results/references-quick/trials/1/weights.safetensors"), -1);
        var result = _references.RunQuick("--family", "tiny", "--remeasure").EndedWith(4);
        Assert.Contains("beta in references-quick (#1) could not be exported and measured", result.Error, StringComparison.Ordinal);
        Assert.Contains("1 of 2 references were trained, exported and verified.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_file_is_refused_by_name_and_new_puts_the_study_aside()
    {
        _references.RunQuick("--family", "tiny").Succeeded();
        _references.Write("beta", "Beta+Net", "multi-level", width: 10);
        Assert.Contains("'searchSpace.architectures.1.text' was ", _references.RunQuick("--family", "tiny").EndedWith(2).Error, StringComparison.Ordinal);
        _references.RunQuick("--family", "tiny", "--new").Succeeded();
        Assert.Contains("references-quick.1", StudyFolders.List(_references.Folder.In("results")));
    }

    /// <summary>What must not depend on interruptions: training is exact, so quality is the same to the last bit.</summary>
    private (int, TrialState, string, double)[] Outcomes(string results, string study)
    {
        using var reader = LiteDbTrialReader.Open(StudyFolders.Resolve(_references.Folder.In(results), study));
        return [.. reader.Trials().Select(trial => (trial.Number, trial.State, trial.ArchitectureId, trial.Metrics.GetValueOrDefault("miou")))];
    }
}
