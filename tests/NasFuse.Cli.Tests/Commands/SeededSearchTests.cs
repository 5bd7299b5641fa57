using NasFuse.Core.Studies;
using NasFuse.Storage;

namespace NasFuse.Cli.Tests.Commands;

public sealed class SeededSearchTests : IDisposable
{
    private const string Study = """
        {
          "space": "lattice",
          "data": { "format": "synthetic", "size": [32, 48], "trainLimit": 8, "valLimit": 2 },
          "objectives": [{ "name": "miou" }, { "name": "macs" }],
          "sampler": { "name": "seeded", "from": ["../known/*.arch", "street", "deep.json"], "then": { "name": "random" } },
          "training": { "epochs": 1 },
          "latency": { "runs": 5 },
          "budget": { "trials": 3 },
          "workers": [{ "device": "cpu", "threads": 1 }],
        }
        """;

    // 19 classes; the data have eight.
    private const string Known =
        """
        // Known from a paper.
        s4:  1/4 x16 = conv(k=3,s=4) <- image
        cls: 1/4 x19 = conv(k=1,bn=0,act=none) <- s4
        out: 1/1 x19 = id <- cls>up

        """;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);
    private readonly WorkFolder _folder = new();

    public SeededSearchTests()
    {
        SeededStudy.Store(_folder);
        _folder.Write("spaces/known/one.arch", Known);
        _folder.Write("spaces/known/two.arch", Known.Replace("k=3", "k=5"));
        _folder.Write("spaces/begun/study.json", Study);
        var json = _folder.Run("show", "spaces/known/one.arch", "--as", "json").Succeeded().Output;
        _folder.Write("spaces/begun/deep.json", json.Replace("\"width\": 16", "\"width\": 24"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Seeds_come_first_and_a_study_goes_on_without_their_files()
    {
        Search().Succeeded();
        Assert.Equal(["../known/one", "../known/two", "street#1"], Stored().Select(Name));
        Assert.All(Stored(), trial => Assert.Equal(TrialState.Complete, trial.State));
        Assert.All(Stored(), trial => Assert.Contains("out: 1/1 x8", trial.Architecture, StringComparison.Ordinal));
        Directory.Delete(_folder.In("spaces/known"), recursive: true);
        Directory.Delete(_folder.In("results/street"), recursive: true);
        Search("--set", "budget.trials=7").Succeeded();
        Assert.Equal(["street#6", "street#0", "deep", null], Stored().Skip(3).Select(Name));
        Assert.Contains("there is no file, package or study", Search("--set", "name=other").EndedWith(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_list_of_seeds_is_another_study()
    {
        Search("--set", "budget.trials=1").Succeeded();
        Assert.Contains("'sampler.from' was", Search("--set", "sampler.from=[\"../known/one.arch\"]").EndedWith(2).Error, StringComparison.Ordinal);
        Assert.Contains("'sampler.then", Search("--set", "sampler.then.attempts=3").EndedWith(2).Error, StringComparison.Ordinal);
        Assert.Single(Stored());
    }

    [Fact]
    public void A_dry_run_reads_them_and_the_best_of_a_study_can_be_counted()
    {
        var shown = Search("--dry-run", "--set", "sampler.best=2").Succeeded().Output;
        Assert.Contains("street#1", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("street#6", shown, StringComparison.Ordinal);
        Assert.Contains("sampler.seeds.4.name", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Exported_packages_and_genotypes_are_seeds_too()
    {
        Search("--set", "budget.trials=1").Succeeded();
        _folder.Run("export", "begun", "--threads", "1", "-o", "out").Succeeded();
        _folder.Write("spaces/begun/student.json", SeededGenotype.Json(1, "\"mIoU02\": 0.5, \"latency02\": 6.0, \"mIoU12\": 0.4, \"latency12\": 6.0, "));
        string[] other = ["--set", "name=other", "--set", "sampler.from=[\"out\", \"student.json\"]", "--set", "budget.trials=2"];
        Search(other).Succeeded();
        Assert.Equal(["out", "student"], Stored("other").Select(Name));
        Assert.Equal(Stored("begun")[0].ArchitectureId, Stored("other")[0].ArchitectureId);
        Assert.Equal(TrialState.Complete, Stored("other")[1].State);
    }

    [Theory]
    [InlineData("../known/three.arch", "spaces/begun/study.json(5,43): error NF0001", "there is no file, package or study '../known/three.arch'")]
    [InlineData("stret", "spaces/begun/study.json(5,43): error NF0001", "Did you mean 'street'?")]
    [InlineData("../known", "spaces/begun/study.json(5,43): error NF0001", "'../known/*.arch'")]
    [InlineData("study.json", "study.json(2,3): error NF0012", "")]
    public void What_is_not_there_or_not_valid_is_named_with_its_place_and_nothing_is_written(string item, string place, string words)
    {
        _folder.Write("spaces/begun/study.json", Study.Replace("../known/*.arch", item));
        var before = _folder.Content();
        var error = Search().EndedWith(2).Error;
        Assert.Contains(place, error, StringComparison.Ordinal);
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Content());
    }

    private static string? Name(Trial trial) => trial.Assignment.Labels.GetValueOrDefault("seed");

    private ProcessResult Search(params string[] arguments) =>
        NasFuseProcess.Run(["search", "spaces/begun/study.json", .. arguments], _folder.Path, timeout: s_patience);

    private IReadOnlyList<Trial> Stored(string study = "begun")
    {
        using var reader = LiteDbTrialReader.Open(StudyFolders.Resolve(_folder.In("results"), study));
        return reader.Trials();
    }
}
