namespace NasFuse.Cli.Tests.Processes;

/// <summary>A work folder with a study that a real search made: two trials of one epoch, run once for the tests of a class.</summary>
public sealed class TrainedStudy : IDisposable
{
    public const string Name = "tiny";

    private const string Study = """
        {
          "space": "lattice",
          "data": { "format": "synthetic", "size": [32, 48], "trainLimit": 16, "valLimit": 6 },
          "objectives": [{ "name": "miou" }, { "name": "latencyMs" }],
          "sampler": { "name": "random" },
          "training": { "epochs": 1 },
          "latency": { "runs": 5 },
          "budget": { "trials": 2 },
          "workers": [{ "device": "cpu", "threads": 1 }],
        }
        """;

    public TrainedStudy()
    {
        SampleFiles.WriteSpace(Folder);
        Folder.Write("spaces/tiny/study.json", Study);
        Search().Succeeded();
    }

    public WorkFolder Folder { get; } = new();

    /// <summary>Searches with further settings.</summary>
    public ProcessResult Search(params string[] settings) => Folder.Run(["search", "spaces/tiny/study.json", .. settings.SelectMany(setting => new[] { "--set", setting })]);

    /// <summary>Exports by one thread.</summary>
    public ProcessResult Export(params string[] arguments) => Folder.Run(["export", Name, "--threads", "1", .. arguments]);

    public void Dispose() => Folder.Dispose();
}
