using System.Text.Json.Nodes;
using NasFuse.Cli.CommandLine;
using NasFuse.Cluster.Overview;
using NasFuse.Cluster.Wire.Documents;
using NasFuse.Core.Objectives;
using Spectre.Console;

namespace NasFuse.Cli.Rendering;

/// <summary>What <c>nasfuse cluster status</c> shows.</summary>
internal static class ClusterTables
{
    private const int ShownWaiting = 20;

    public static void Print(ClusterOverview overview, Terminal terminal)
    {
        var names = overview.Studies.ToDictionary(study => study.Document.Key, NameOf);
        var timing = overview.Studies.Where(study => study.Document.Times is not null).Select(study => study.Document.Key).ToHashSet(StringComparer.Ordinal);
        terminal.Say($"engine: nats-server {overview.Server}, {overview.Workers.Length} workers, {overview.Studies.Length - timing.Count} studies");
        if (overview.Workers.Length > 0) terminal.Data.Write(Workers(overview.Workers, names, timing));
        if (overview.Studies.Length > 0) terminal.Data.Write(Studies(overview.Studies));
        foreach (var refusal in Refusals(overview.Workers, names, timing)) terminal.Data.WriteLine(refusal);
        foreach (var waiting in overview.Studies.SelectMany(Waiting)) terminal.Data.WriteLine(waiting);
    }

    public static JsonObject Json(ClusterOverview overview) => new()
    {
        ["server"] = overview.Server,
        ["workers"] = new JsonArray([.. overview.Workers.Select(worker => (JsonNode)new JsonObject
        {
            ["worker"] = worker.Document.Worker, ["host"] = worker.Document.Host, ["pool"] = worker.Document.Pool, ["device"] = worker.Document.Device,
            ["deviceName"] = worker.Document.DeviceName, ["memoryBytes"] = worker.Document.MemoryBytes, ["torch"] = worker.Document.Torch,
            ["cuda"] = worker.Document.Cuda, ["classes"] = new JsonArray([.. worker.Document.Classes.Select(name => (JsonNode)name)]),
            ["datasets"] = new JsonArray([.. worker.Document.Datasets.Select(data => (JsonNode)data)]),
            ["version"] = worker.Document.Version, ["slots"] = worker.Document.Slots, ["isDraining"] = worker.Document.IsDraining, ["seenSecondsAgo"] = Math.Round(worker.Age.TotalSeconds, 1),
            ["running"] = new JsonArray([.. worker.Document.Running.Select(Json)]),
            ["refusals"] = new JsonArray([.. worker.Document.Studies.Where(study => study.Refusal is not null)
                .Select(study => (JsonNode)new JsonObject { ["study"] = study.Study, ["why"] = study.Refusal })]),
        })]),
        ["studies"] = new JsonArray([.. overview.Studies.Select(study => (JsonNode)new JsonObject
        {
            ["name"] = study.Document.Name, ["key"] = study.Document.Key, ["pool"] = study.Document.Pool, ["times"] = study.Document.Times,
            ["deviceClass"] = study.Document.DeviceClass,
            ["running"] = new JsonArray([.. study.Running.Select(trial => Json(trial.Document))]),
            ["waiting"] = new JsonArray([.. study.Waiting.Select(trial => (JsonNode)new JsonObject { ["trial"] = trial.Trial, ["why"] = trial.Why })]),
        })]),
    };

    private static string NameOf(StudyOverview study) =>
        study.Document.Times is null ? study.Document.Name : $"{study.Document.Name}, {MetricText.Title(DeviceClass.LatencyOn(study.Document.DeviceClass!))}";

    private static JsonNode Json(RunningDocument running) =>
        new JsonObject { ["study"] = running.Study, ["trial"] = running.Trial, ["lease"] = running.Lease, ["epoch"] = running.Epoch };

    private static Table Workers(IEnumerable<SeenWorker> workers, Dictionary<string, string> names, HashSet<string> timing)
    {
        var table = new Table { Border = TableBorder.Simple }.AddColumns("worker", "pool", "device", "memory", "state", "seen", "runs");
        foreach (var (worker, age) in workers)
        {
            var runs = string.Join(", ", worker.Running.Select(trial => $"{names.GetValueOrDefault(trial.Study, trial.Study)} #{trial.Trial} epoch {trial.Epoch}"));
            var busy = worker.Running.Count(trial => !timing.Contains(trial.Study));
            var state = worker.IsDraining ? "draining" : busy > 0 ? $"{busy} of {worker.Slots} busy" : worker.Running.Length > 0 ? "times" : "idle";
            table.AddRow(
                new Text(worker.Worker), new Text(worker.Pool), new Text($"{worker.Device}, {worker.DeviceName}"), new Text($"{worker.MemoryBytes >> 30} GiB"), new Text(state),
                new Text($"{age.TotalSeconds:0} s ago"), new Text(runs));
        }
        return table;
    }

    private static Table Studies(IEnumerable<StudyOverview> studies)
    {
        var table = new Table { Border = TableBorder.Simple }.AddColumns("study", "key", "pool", "runs", "waits");
        foreach (var study in studies)
            table.AddRow(NameOf(study), study.Document.Key, study.Document.Pool, $"{study.Running.Length}", $"{study.Waiting.Length}");
        return table;
    }

    /// <summary>That a device is of another class is no news.</summary>
    private static IEnumerable<string> Refusals(IEnumerable<SeenWorker> workers, Dictionary<string, string> names, HashSet<string> timing) =>
        from worker in workers
        from study in worker.Document.Studies
        where study.Refusal is not null && !timing.Contains(study.Study)
        select $"{worker.Document.Worker} does not serve {names.GetValueOrDefault(study.Study, study.Study)}: {study.Refusal}";

    private static IEnumerable<string> Waiting(StudyOverview study) =>
        study.Waiting.Take(ShownWaiting).Select(trial => $"{NameOf(study)} #{trial.Trial} waits: {trial.Why}")
            .Concat(study.Waiting.Length > ShownWaiting ? [$"{NameOf(study)}: {study.Waiting.Length - ShownWaiting} more wait"] : []);
}
