using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NasFuse.Core.Architectures;
using NasFuse.Core.Configuration;
using NasFuse.Core.Graphs;
using NasFuse.Core.Objectives;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.Studies;
using NasFuse.Storage;

namespace NasFuse.Cli.Tests.Processes;

/// <summary>Stores a study as a search would leave it: seven trials, every state, times and numbers that never change.</summary>
public static class SeededStudy
{
    public const string Name = "street";

    private static readonly DateTimeOffset s_began = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>An architecture with a training-only head; larger widths cost more.</summary>
    public static string Architecture(int width, string fusion) =>
        $$"""
        s2:  1/2 x16 = conv(k=3,s=2) <- image
        s4:  1/4 x24 = mb(k=3,e=3,s=2) <- s2
        s8:  1/8 x{{width}} = mb(k=3,e=3,s=2) <- s4
        f4:  1/4 x{{width}} = conv(k=3) <- {{fusion}}{s8>c1>up; s4>c1}
        aux: 1/8 x5 = conv(k=1,bn=0,act=none) <- s8 #aux=0.4
        cls: 1/4 x5 = conv(k=1,bn=0,act=none) <- f4
        out: 1/1 x5 = id <- cls>up

        """;

    /// <summary>Stores it under <c>results/</c> of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">Name of the study.</param>
    /// <param name="gain">What its best trial is better by in mIoU.</param>
    /// <param name="fingerprint">Of its data.</param>
    public static void Store(WorkFolder folder, string name = Name, double gain = 0, string fingerprint = "0123abcd")
    {
        using var store = LiteDbTrialStore.Open(StudyFolders.ForNew(folder.In("results"), name));
        store.SaveManifest(Manifest(folder, name, fingerprint));
        Add(store, Complete(0, 24, "add", miou: 0.412, latencyMs: 3.1));
        Add(store, Complete(1, 48, "concat", miou: 0.523 + gain, latencyMs: 7.42));
        Add(store, Complete(2, 40, "mul", miou: 0.391, latencyMs: 6.05));
        Add(store, Proposed(3, 24, "add") with { State = TrialState.Duplicate, DuplicateOf = 0 });
        Add(store, Proposed(4, 256, "addmul") with { State = TrialState.Infeasible, Error = "latencyMs is 41.2 but must be < 30" });
        Add(store, Proposed(5, 32, "wsum") with { State = TrialState.Failed, Error = "ExternalException: out of memory", Device = "cpu (2 threads)", Attempts = 1 });
        Add(store, Complete(6, 32, "ffm", miou: 0.487, latencyMs: 4.9));
        store.Propose(Proposed(7, 16, "wsum"), []);
    }

    /// <summary>Stores a study whose trials are all complete and none of which beats another.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">Name of the study.</param>
    /// <param name="trials">Number of trials; 0 for a study that has just begun.</param>
    public static void StoreFront(WorkFolder folder, string name, int trials)
    {
        using var store = LiteDbTrialStore.Open(StudyFolders.ForNew(folder.In("results"), name));
        store.SaveManifest(Manifest(folder, name, "0123abcd"));
        for (var number = 0; number < trials; number++)
            Add(store, Complete(number, 16 + number, "add", miou: 0.3 + 0.005 * number, latencyMs: 3 + 0.1 * number));
    }

    private static void Add(LiteDbTrialStore store, Trial trial)
    {
        store.Propose(trial with { State = TrialState.Proposed }, []);
        for (var epoch = 1; epoch <= trial.Epochs; epoch++)
            store.Report(trial.Number, new EpochRecord(epoch, 1.5 / epoch, 0.003, trial.Metrics["miou"] * epoch / trial.Epochs, 101.5, 3.25));
        Assert.True(store.Finish(trial));
    }

    private static Trial Complete(int number, int width, string fusion, double miou, double latencyMs) => Proposed(number, width, fusion) with
    {
        State = TrialState.Complete,
        Metrics = Metrics(("miou", miou), ("latencyMs", latencyMs), ("latencyP95Ms", Math.Round(latencyMs * 1.1, 2)), ("pixelAccuracy", miou + 0.3)),
        ClassIou = Metrics(("car", Math.Round(miou + 0.1, 3)), ("road", Math.Round(miou + 0.2, 3))),
        Epochs = 2,
        Attempts = 1,
        Device = "cpu (2 threads)",
        LatencyBackend = "torch 2.10 cpu fp32, 2 threads, batch 1, 180x240, median of 40",
        TrainSeconds = 6.5,
        Finished = s_began.AddMinutes(number + 1),
    };

    private static Trial Proposed(int number, int width, string fusion)
    {
        var architecture = ArchitectureText.Parse(Architecture(width, fusion));
        var cost = GraphCost.Of(architecture.Lower(new Size(180, 240)).Deployed());
        return new Trial
        {
            Number = number, State = TrialState.Proposed, ArchitectureId = ArchitectureId.Of(architecture), Architecture = ArchitectureText.Format(architecture),
            Assignment = new Assignment(ImmutableSortedDictionary<string, string>.Empty.Add("f4/fusion", fusion).Add("s8/width", $"{width}")),
            Seed = 1000 + (ulong)number, Parameters = cost.Parameters, Macs = cost.Macs, ActivationBytes = cost.ActivationBytes, Proposed = s_began.AddMinutes(number),
        };
    }

    private static JsonObject Manifest(WorkFolder folder, string name, string fingerprint)
    {
        var study = StudyFile.Read(folder.In(SampleFiles.WriteStudy(folder)), [], new Dictionary<string, string>());
        var reference = new ReferencePoint([-1, 0], [0, 30]);
        var data = new DataFacts("synthetic", fingerprint, ["sky", "road", "car", "tree", "person"], [0.5, 0.5, 0.5], [0.2, 0.2, 0.2]);
        var json = RunManifest.Create(study with { Study = study.Study with { Name = name } }, reference, data, ["cpu (2 threads)"], "nasfuse search study.json", s_began).Json;
        json["environment"] = new HostEnvironment("Linux 6.1", "Some Processor", 2, 1L << 34, ".NET 10.0.0", "0.1.0+0123456789abcdef").ToJson();
        json["packages"] = new JsonObject { ["LiteDB"] = "5.0.20", ["TorchSharp"] = "0.107.0" };
        return json;
    }

    private static ImmutableSortedDictionary<string, double> Metrics(params (string Name, double Value)[] values) =>
        values.ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
}
