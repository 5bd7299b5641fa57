using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using NasFuse.TestKit.Engines;

namespace NasFuse.Cli.Tests.Processes;

/// <summary>A work folder with a tiny synchronous study, whose results depend on its seed alone, and a real engine to run it on.</summary>
public sealed class FarmStudy : IAsyncDisposable
{
    private const string StudyFile = "spaces/street/study.json";

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

    // Seconds on a machine of its own; much more on one that others load.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    private static readonly ConcurrentDictionary<string, Lazy<string[]>> s_alone = new(StringComparer.Ordinal);

    private FarmStudy(NatsServer server)
    {
        Server = server;
        SampleFiles.WriteSpace(Folder);
        Folder.Write(StudyFile, Study);
    }

    public WorkFolder Folder { get; } = new();

    public NatsServer Server { get; }

    /// <summary>Starts an engine; skips the test where there is none.</summary>
    public static async Task<FarmStudy> StartAsync() => new(await NatsServer.StartAsync());

    public NasFuseProcess StartController(params string[] settings) =>
        Start(["controller", StudyFile, "--engine", Server.Url, "--lease", "5", .. Set(settings)]);

    public NasFuseProcess StartWorker(params string[] options) =>
        Start(["worker", "--engine", Server.Url, "--device", "cpu", "--checkpoint-every", "0", .. options]);

    /// <summary>Runs <c>nasfuse cluster …</c>.</summary>
    public ProcessResult Cluster(params string[] arguments) => Run(["cluster", .. arguments, "--engine", Server.Url]);

    /// <summary>What this study gives in one process, undisturbed; found out once for all tests.</summary>
    public string[] RunAlone(params string[] settings) => s_alone.GetOrAdd(string.Join(' ', settings), _ => new Lazy<string[]>(() =>
    {
        Run(["search", StudyFile, "--results", "alone", .. Set(settings)]).Succeeded();
        return Results("alone");
    })).Value;

    /// <summary>Architecture, state, epochs and mIoU of each trial, to the last digit.</summary>
    public string[] Results(string results = "results") =>
    [
        .. Query("number,state,architectureId,epochs,objectives.miou", results).Select(row =>
            $"{row["number"]} {row["state"]} {row["architectureId"]} {row["epochs"]} {row["objectives"]?["miou"]?.ToJsonString()}"),
    ];

    /// <summary>Fields of each trial.</summary>
    public JsonNode[] Query(string fields, string results = "results")
    {
        var rows = Run(["query", "street", "--results", results, "--format", "json", "--select", fields]).Succeeded();
        return [.. JsonNode.Parse(rows.Output)!.AsArray().Select(row => row!)];
    }

    /// <summary>Waits until the controller's log says something.</summary>
    public async Task WaitForLogAsync(string text)
    {
        var file = Folder.In("results/street/log.jsonl");
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

    private static IEnumerable<string> Set(string[] settings) => settings.SelectMany(setting => new[] { "--set", setting });

    private ProcessResult Run(string[] arguments) => NasFuseProcess.Run(arguments, Folder.Path, timeout: s_patience);

    private NasFuseProcess Start(string[] arguments) => NasFuseProcess.Start(arguments, Folder.Path);

    private static async Task<string> ReadAsync(string file)
    {
        await using var log = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(log);
        return await reader.ReadToEndAsync();
    }
}
