using System.Text.Json;
using NasFuse.Core.Studies;
using NasFuse.Storage;

namespace NasFuse.Cli.Tests.Commands;

public sealed class SearchTests : IDisposable
{
    private const int Trials = 6;

    // Data and metrics that do not depend on the machine's speed: latency is not among the objectives here.
    private const string Study = """
        {
          "space": "lattice",
          "data": { "format": "synthetic", "size": [32, 48], "trainLimit": 32, "valLimit": 6 },
          "objectives": [{ "name": "miou" }, { "name": "macs" }],
          "sampler": { "name": "nsga2", "populationSize": 4 },
          "training": { "epochs": 3 },
          "latency": { "runs": 5 },
          "budget": { "trials": 6 },
          "workers": [{ "device": "cpu", "threads": 1 }],
        }
        """;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);
    private readonly WorkFolder _folder = new();

    public SearchTests()
    {
        SampleFiles.WriteSpace(_folder);
        _folder.Write("spaces/six/study.json", Study);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_search_ends_with_a_front_a_picture_and_what_to_do_next()
    {
        var result = Search().Succeeded();
        Assert.Contains("front of ", result.Error, StringComparison.Ordinal);
        Assert.Contains("next:  nasfuse show six ", result.Error, StringComparison.Ordinal);
        Assert.Contains("mIoU", result.Output, StringComparison.Ordinal);
        Assert.True(new FileInfo(_folder.In("results/six/front.png")).Length > 5000);
        Assert.All(File.ReadLines(_folder.In("results/six/log.jsonl")), line => JsonDocument.Parse(line).Dispose());
        using var rows = JsonDocument.Parse(_folder.Run("query", "six", "--format", "json").Succeeded().Output);
        Assert.Equal(Trials, rows.RootElement.GetArrayLength());
        Assert.All(rows.RootElement.EnumerateArray(), row => Assert.True(row.GetProperty("objectives").TryGetProperty("macs", out _)));
    }

    [Theory]
    [InlineData("budget.trials=6")]
    [InlineData("promotion.seeds=2")]
    public void Killed_at_five_random_moments_it_ends_as_an_unbroken_one(string setting)
    {
        Search("--set", setting, "--set", "name=unbroken").Succeeded();
        var random = new Random(Environment.TickCount);
        for (var kill = 0; kill < 5; kill++)
        {
            using var search = Start("--set", setting);
            search.WaitOrKillAfter(TimeSpan.FromMilliseconds(random.Next(600, 4000)));
        }
        Search("--set", setting).Succeeded();

        var (unbroken, killed) = (Stored("unbroken"), Stored("six"));
        Assert.Equal(Enumerable.Range(0, Trials), killed.Select(trial => trial.Number));
        Assert.All(killed, trial => Assert.True(trial.State.IsFinal(), $"#{trial.Number} is {trial.State}"));
        Assert.Equal(unbroken.Select(Outcome), killed.Select(Outcome));
    }

    [Fact]
    public void Members_of_the_front_are_evaluated_with_another_seed_and_shown_with_their_spread()
    {
        var result = Search("--set", "promotion.seeds=2").Succeeded();
        Assert.Contains("#1 repeat of #0  mIoU ", result.Error, StringComparison.Ordinal);
        Assert.Matches("study six ended after .*: 6 trials, [1-5] complete, [1-5] repeat", result.Error);
        Assert.Contains(" ± ", result.Output, StringComparison.Ordinal);
        var stored = Stored("six");
        Assert.Equal(1, Assert.Single(stored[0].Repeats).EvaluatedBy);
        Assert.Contains("unknown key 'sedes' in 'promotion'", Search("--set", "promotion.sedes=2").EndedWith(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_synchronous_study_is_the_same_bit_for_bit_with_one_worker_and_with_four()
    {
        const string Worker = """{ "device": "cpu" }""";
        Search("--set", "name=alone", "--set", "synchronousBatch=3", "--set", $"workers=[{Worker}]").Succeeded();
        Search("--set", "name=together", "--set", "synchronousBatch=3", "--set", $"workers=[{Worker}, {Worker}, {Worker}, {Worker}]").Succeeded();
        Assert.Equal(Stored("alone").Select(Outcome), Stored("together").Select(Outcome));
    }

    [Theory]
    [InlineData("INT", 130, 1)]
    [InlineData("TERM", 143, 1)]
    [InlineData("TERM", 143, 2)] // timeout(1) signals the group and then its child once more
    public void A_signal_saves_says_how_to_go_on_and_loses_nothing(string signal, int exitCode, int times)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS()) Assert.Skip("signals are a matter of Unix");
        using (var search = Start("--set", "training.epochs=60", "--set", "budget.trials=1"))
        {
            WaitForEpoch();
            for (var i = 0; i < times; i++) search.Signal(signal);
            var ended = search.WaitForEnd(s_patience).EndedWith(exitCode);
            Assert.Contains("nasfuse search spaces/six/study.json", ended.Error, StringComparison.Ordinal);
        }
        Assert.Equal(TrialState.Interrupted, Assert.Single(Stored("six")).State);
        Search("--set", "training.epochs=60", "--set", "budget.trials=1").Succeeded();
        Search("--set", "training.epochs=60", "--set", "budget.trials=1", "--set", "name=unbroken").Succeeded();
        Assert.Equal(Stored("unbroken").Select(Outcome), Stored("six").Select(Outcome));
    }

    [Fact]
    public void Two_searches_on_one_study_are_refused_and_reading_is_not()
    {
        using var search = Start("--set", "training.epochs=200", "--set", "budget.trials=1");
        WaitForEpoch();
        Assert.Contains("is being written by", Search("--set", "training.epochs=200", "--set", "budget.trials=1").EndedWith(5).Error, StringComparison.Ordinal);
        Assert.Contains("running", _folder.Run("query", "six").Succeeded().Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Other_settings_are_refused_by_name_and_new_puts_the_study_aside()
    {
        Search("--set", "budget.trials=1").Succeeded();
        var refused = Search("--set", "budget.trials=1", "--set", "training.learningRate=0.001").EndedWith(2).Error;
        Assert.Contains("'training.learningRate' was 0.003 and is now 0.001", refused, StringComparison.Ordinal);
        Search("--set", "budget.trials=1", "--set", "training.learningRate=0.001", "--new").Succeeded();
        Assert.Equal(["six", "six.1"], StudyFolders.List(_folder.In("results")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Another_teacher_is_refused_and_the_same_one_elsewhere_is_not()
    {
        _folder.Write("net.txt", TrainedPackage.Architecture);
        foreach (var seed in (string[])["1", "2"]) _folder.Run([.. TrainedPackage.TrainCommand(epochs: 1), "--seed", seed, "-o", $"teacher{seed}"]).Succeeded();
        Taught("teacher1", trials: 1).Succeeded();
        Assert.Contains("the teacher is not the one the study began with", Taught("teacher2", trials: 2).EndedWith(2).Error, StringComparison.Ordinal);
        Assert.Contains("--set training.distillation.teacher: error NF0001: the teacher cannot be read", Taught("teacher3", trials: 2).EndedWith(2).Error, StringComparison.Ordinal);
        Assert.Single(Stored("six"));
        Directory.Move(_folder.In("teacher1"), _folder.In("moved"));
        Taught("moved", trials: 2).Succeeded();
        Assert.Equal(2, Stored("six").Count);

        ProcessResult Taught(string teacher, int trials) =>
            Search("--set", $"budget.trials={trials}", "--set", "training.epochs=1", "--set", $"training.distillation.teacher={teacher}");
    }

    [Fact]
    public void A_larger_budget_goes_on_with_the_same_study()
    {
        Search("--set", "budget.trials=1").Succeeded();
        Search("--set", "budget.trials=2").Succeeded();
        Assert.Equal(2, Stored("six").Count);
    }

    [Fact]
    public void Nothing_feasible_is_exit_code_three()
    {
        var result = Search("--set", "constraints=[\"parameters < 10\"]").EndedWith(3);
        Assert.Contains("parameters is", result.Error, StringComparison.Ordinal);
        Assert.All(Stored("six"), trial => Assert.Equal(TrialState.Infeasible, trial.State));
    }

    [Fact]
    public void A_dry_run_and_a_refused_file_write_nothing()
    {
        var before = _folder.Content();
        Assert.Contains("Nothing was written", Search("--dry-run").Succeeded().Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'epochs'?", Search("--set", "training.epoch=3").EndedWith(2).Error, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Content());
    }

    private ProcessResult Search(params string[] arguments) => NasFuseProcess.Run(["search", "spaces/six/study.json", .. arguments], _folder.Path, timeout: s_patience);

    private NasFuseProcess Start(params string[] arguments) => NasFuseProcess.Start(["search", "spaces/six/study.json", .. arguments], _folder.Path);

    private IReadOnlyList<Trial> Stored(string study)
    {
        using var reader = LiteDbTrialReader.Open(StudyFolders.Resolve(_folder.In("results"), study));
        return reader.Trials();
    }

    /// <summary>Waits until the first epoch of a running search is stored.</summary>
    private void WaitForEpoch() => Assert.True(SpinWait.SpinUntil(HasEpoch, s_patience), "no epoch was stored");

    private bool HasEpoch()
    {
        if (!File.Exists(_folder.In("results/six/study.db"))) return false;
        using var reader = LiteDbTrialReader.Open(StudyFolders.Resolve(_folder.In("results"), "six"));
        return reader.Epochs(0).Count > 0;
    }

    /// <summary>What must not depend on interruptions: training is exact, so quality is the same to the last bit.</summary>
    private static (int, TrialState, string, int, double) Outcome(Trial trial) =>
        (trial.Number, trial.State, trial.ArchitectureId, trial.Epochs, trial.Metrics.GetValueOrDefault("miou"));
}
