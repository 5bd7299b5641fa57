using System.Text.Json.Nodes;
using NasFuse.TestKit.Engines;

namespace NasFuse.Cli.Tests.Processes;

/// <summary>A work folder with a tiny synchronous study, whose results depend on its seed alone, and a real engine to run it on.</summary>
public sealed class FarmStudy : IAsyncDisposable
{
    private const string Study = """
        {
          "space": "lattice",
          "data": { "format": "synthetic", "size": [32, 48], "trainLimit": 16, "valLimit": 6 },
          "objectives": [{ "name": "miou" }, { "name": "parameters" }],
          "sampler": { "name": "random" },
          "training": { "epochs": 12 },
          "latency": { "runs": 5 },
          "budget": { "trials": 4 },
          "synchronousBatch": 4,
          "workers": [{ "device": "cpu", "threads": 1 }],
        }
        """;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    private FarmStudy(NatsServer server)
    {
        Server = server;
        SampleFiles.WriteSpace(Folder);
        Folder.Write("spaces/farm/study.json", Study);
    }

    public WorkFolder Folder { get; } = new();

    public NatsServer Server { get; }

    /// <summary>Starts an engine; skips the test where there is none.</summary>
    public static async Task<FarmStudy> StartAsync() => new(await NatsServer.StartAsync());

    public NasFuseProcess StartController(params string[] settings) =>
        Start(["controller", "spaces/farm/study.json", "--engine", Server.Url, "--lease", "2", .. settings.SelectMany(setting => new[] { "--set", setting })]);

    public NasFuseProcess StartWorker(params string[] options) => Start(["worker", "--engine", Server.Url, "--device", "cpu", "--checkpoint-every", "0", .. options]);

    /// <summary>Runs <c>nasfuse cluster …</c>.</summary>
    public ProcessResult Cluster(params string[] arguments) => Folder.Run(["cluster", .. arguments, "--engine", Server.Url]);

    /// <summary>What this study gives in one process, undisturbed.</summary>
    public string[] RunAlone(params string[] settings)
    {
        Folder.Run(["search", "spaces/farm/study.json", "--results", "alone", .. settings.SelectMany(setting => new[] { "--set", setting })]).Succeeded();
        return Results("alone");
    }

    /// <summary>Architecture, state, epochs and mIoU of each trial, to the last digit.</summary>
    public string[] Results(string results = "results")
    {
        var rows = Folder.Run("query", "farm", "--results", results, "--format", "json", "--select", "number,state,architectureId,epochs,objectives.miou").Succeeded();
        return [.. JsonNode.Parse(rows.Output)!.AsArray().Select(row =>
            $"{row!["number"]} {row["state"]} {row["architectureId"]} {row["epochs"]} {row["objectives.miou"]?.ToJsonString()}")];
    }

    /// <summary>Waits until the controller's log says something.</summary>
    public async Task WaitForLogAsync(string text)
    {
        var file = Folder.In("results/farm/log.jsonl");
        var start = TimeProvider.System.GetTimestamp();
        while (!File.Exists(file) || !(await ReadAsync(file)).Contains(text, StringComparison.Ordinal))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < s_patience, $"the log does not say '{text}'");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Folder.Dispose();
    }

    private NasFuseProcess Start(string[] arguments) => NasFuseProcess.Start(arguments, Folder.Path);

    private static async Task<string> ReadAsync(string file)
    {
        await using var log = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(log);
        return await reader.ReadToEndAsync();
    }
}
