using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Repeats;
using NasFuse.Storage;

namespace NasFuse.Cli.Tests.Commands;

public sealed class PromoteTests : IDisposable
{
    private const string Study = """
        {
          "space": "lattice",
          "data": { "format": "synthetic", "size": [32, 48], "trainLimit": 16, "valLimit": 6 },
          "objectives": [{ "name": "miou" }, { "name": "macs" }],
          "sampler": { "name": "random" },
          "pruner": { "name": "asha", "reductionFactor": 2 },
          "training": { "epochs": 3 },
          "latency": { "runs": 5 },
          "budget": { "trials": 5 },
          "workers": [{ "device": "cpu", "threads": 1 }],
        }
        """;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);
    private readonly WorkFolder _folder = new();

    public PromoteTests()
    {
        SampleFiles.WriteSpace(_folder);
        _folder.Write("spaces/five/study.json", Study);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pruned_trials_are_shown_taken_up_where_they_ended_and_exported()
    {
        var search = Run("search", "spaces/five/study.json").Succeeded();
        var pruned = Stored().Where(trial => trial.State == TrialState.Pruned).ToArray();
        Assert.NotEmpty(pruned);
        Assert.Contains($"#{pruned[0].Number} pruned at epoch {pruned[0].Epochs}: place ", search.Error, StringComparison.Ordinal);
        var rows = Run("query", "five", "--where", "state = 'pruned'", "--select", "number, epochs, error").Succeeded().Output;
        Assert.Contains("place", rows, StringComparison.Ordinal);
        Assert.Contains("pruned at epoch", Run("show", "five", $"{pruned[0].Number}").Succeeded().Output, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.In($"results/five/trials/{pruned[0].Number}/checkpoint.bin")));

        var promoted = Run("promote", "five", "--epochs", "3").Succeeded();
        Assert.DoesNotContain("starts over", promoted.Error, StringComparison.Ordinal);
        var trial = Stored()[pruned[0].Number];
        var repeat = Assert.Single(trial.Repeats);
        Assert.Equal((TrialState.Pruned, TrialState.Complete, 3), (trial.State, repeat.State, repeat.Epochs));
        Assert.Equal(TrialState.Complete, trial.Averaged(3).State);
        // The same training without a pruner gives the same to the last bit.
        Run("search", "spaces/five/study.json", "--set", "name=whole", "--set", "pruner=null").Succeeded();
        Assert.Equal(Stored("whole")[trial.Number].Metrics["miou"], repeat.Metrics["miou"]);
        Assert.Contains("Nothing to promote", Run("promote", "five", "--epochs", "3").Succeeded().Error, StringComparison.Ordinal);
        Run("export", "five", "--pick", $"trial:{trial.Number}", "--threads", "1", "-o", "out").Succeeded();
    }

    [Fact]
    public void Seeds_killed_at_random_moments_are_all_there_once_and_the_front_says_how_sure_it_is()
    {
        Run("search", "spaces/five/study.json", "--set", "pruner=null").Succeeded();
        Assert.Contains("The noise of mIoU is unknown", Run("front", "five", "--confidence").Succeeded().Error, StringComparison.Ordinal);
        var random = new Random(Environment.TickCount);
        for (var kill = 0; kill < 4; kill++)
        {
            using var promote = NasFuseProcess.Start(["promote", "five", "--seeds", "3", "--top", "2"], _folder.Path);
            promote.WaitOrKillAfter(TimeSpan.FromMilliseconds(random.Next(800, 4000)));
        }
        Run("promote", "five", "--seeds", "3").Succeeded();

        var repeats = Stored().SelectMany(trial => trial.Repeats).ToArray();
        Assert.NotEmpty(repeats);
        Assert.All(repeats, repeat => Assert.Equal((TrialState.Complete, 3), (repeat.State, repeat.Epochs)));
        Assert.Equal(repeats.Length, repeats.Select(repeat => repeat.Seed).Distinct().Count());
        Assert.All(Stored(), trial => Assert.InRange(trial.Repeats.Length, 0, 2));
        var front = Run("front", "five", "--confidence").Succeeded().Output;
        Assert.Matches("surely on the front, \\d+ uncertain", front);
        Assert.Contains("noise of one evaluation: mIoU ± 0.", front, StringComparison.Ordinal);
        Assert.Contains("\"membership\":", Run("front", "five", "--confidence", "--format", "json").Succeeded().Output, StringComparison.Ordinal);
        var repeated = Stored().First(trial => trial.Repeats.Length > 0);
        var row = Run("query", "five", "--where", $"number = {repeated.Number}", "--select", "evaluations, spread.miou", "--format", "csv").Succeeded().Output;
        Assert.Matches($"evaluations,spread.miou\n{repeated.Averaged(3).EvaluationCount},0\\.\\d+", row);
    }

    [Fact]
    public void Wrong_requests_are_refused()
    {
        Run("search", "spaces/five/study.json", "--set", "budget.trials=1").Succeeded();
        Assert.Contains("at least 3, the study's own 'training.epochs'", Run("promote", "five", "--epochs", "2").EndedWith(2).Error, StringComparison.Ordinal);
        Assert.Contains("either --seeds or --epochs", Run("promote", "five", "--epochs", "4", "--seeds", "2").EndedWith(2).Error, StringComparison.Ordinal);
        Assert.Contains("--seeds must be 2..1000", Run("promote", "five", "--seeds", "1").EndedWith(2).Error, StringComparison.Ordinal);
        Run("promote", "six").EndedWith(5);
    }

    private ProcessResult Run(params string[] arguments) => NasFuseProcess.Run(arguments, _folder.Path, timeout: s_patience);

    private IReadOnlyList<Trial> Stored(string study = "five")
    {
        using var reader = LiteDbTrialReader.Open(StudyFolders.Resolve(_folder.In("results"), study));
        return reader.Trials();
    }
}
