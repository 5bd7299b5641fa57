using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NasFuse.Core.Configuration;
using NasFuse.Core.Graphs;
using NasFuse.Core.Objectives;
using NasFuse.Core.Reproducibility;
using NasFuse.Core.Samplers;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Repeats;
using NasFuse.Storage;
using NasFuse.TestKit;

namespace NasFuse.Dashboard.Tests.Fixtures;

/// <summary>Studies that look like those of a search: every state, architectures of a real space, noise on a saturating curve.</summary>
internal static class TestStudies
{
    private const int Pool = 24;
    private static readonly string[] s_classes = ["sky", "building", "road", "pavement", "tree", "car", "pedestrian"];
    private static readonly DateTimeOffset s_begin = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>The demo's configuration under another name.</summary>
    public static LoadedStudy Load(string name, int trials, params string[] settings) => StudyFile.Read(
        RepositoryFolder.PathOf("search-spaces", "demo", "study.json"), [$"name={name}", $"budget.trials={trials}", .. settings], ImmutableDictionary<string,
            string>.Empty);

    /// <summary>The record of such a study.</summary>
    public static RunManifest Manifest(LoadedStudy loaded) => RunManifest.Create(
        loaded, new ReferencePoint([-1, 0], [0, 20]), new DataFacts("synthetic", "f1n9e8", s_classes, [0.5, 0.5, 0.5], [0.2, 0.2, 0.2]), ["cpu, 2 threads"],
            "nasfuse demo", s_begin);

    /// <summary>Stores a study of so many trials.</summary>
    /// <param name="results">The results folder.</param>
    /// <param name="name">Name of the study.</param>
    /// <param name="trials">Number of trials.</param>
    /// <param name="budget">Trials of its budget, or null for those stored.</param>
    /// <param name="withEpochs">Whether epochs are stored too; without them, trials are stored as they ended, at once.</param>
    /// <param name="settings">Settings that differ from the demo's.</param>
    public static StudyFolder Write(string results, string name, int trials, int? budget = null, bool withEpochs = true, params string[] settings)
    {
        var loaded = Load(name, budget ?? trials, settings);
        var folder = StudyFolders.ForNew(results, name);
        using var store = LiteDbTrialStore.Open(folder);
        store.SaveManifest(Manifest(loaded).Json);
        var proposals = Proposals(loaded);
        // Calls that come together share one flush.
        Parallel.For(0, trials, new ParallelOptions { MaxDegreeOfParallelism = 64 }, number =>
            Store(store, Trial(number, proposals[number % Pool], loaded.Study.Seed), withEpochs));
        return folder;
    }

    /// <summary>Evaluates every complete trial of a study once more, with a mIoU that has little to do with the first one.</summary>
    public static void RepeatAtRandom(string results, string name)
    {
        using var store = LiteDbTrialStore.Open(new StudyFolder(Path.Combine(results, name)));
        foreach (var trial in store.Trials().Where(trial => trial.State == TrialState.Complete))
        {
            var miou = RandomStreams.Create(3, "repeat", trial.Number).NextDouble();
            store.Save(new Repeat
            {
                Trial = trial.Number, Index = 1, Seed = 77, Epochs = trial.Epochs, State = TrialState.Complete, Finished = trial.Finished,
                Metrics = trial.Metrics.SetItem(MetricNames.MeanIou, miou),
            });
        }
    }

    /// <summary>A trial as it ended.</summary>
    public static Trial Trial(int number, Proposed proposed, ulong seed = 1)
    {
        var random = RandomStreams.Create(seed, "trial", number);
        var latency = 2 + 16 * random.NextDouble();
        var miou = 0.7 * (1 - Math.Exp(-latency / 6)) * (0.8 + 0.2 * random.NextDouble());
        var trial = new Trial
        {
            Number = number, State = TrialState.Complete, ArchitectureId = proposed.Id, Architecture = proposed.Text, Assignment = proposed.Assignment,
                Seed = (ulong)number,
            Parameters = proposed.Cost.Parameters, Macs = proposed.Cost.Macs, ActivationBytes = proposed.Cost.ActivationBytes,
            Metrics = Values((MetricNames.MeanIou, miou), (MetricNames.PixelAccuracy, 0.3 + miou), (MetricNames.LatencyMs, latency),
                (MetricNames.LatencyP95Ms, latency * 1.1)),
            ClassIou = Values([.. s_classes.Select((name, i) => (name, Math.Clamp(miou * (1.3 - 0.15 * i), 0, 1)))]),
            Epochs = 6, Device = "cpu (2 threads)", LatencyBackend = "torch 2.10 cpu fp32, 2 threads, batch 1, 96x128, median of 40", Attempts = 1,
            Proposed = s_begin.AddSeconds(30 * number), Finished = s_begin.AddSeconds(30 * number + 25), TrainSeconds = 20 + latency,
        };
        return number switch
        {
            _ when number % 11 == 3 => trial with
            {
                State = TrialState.Infeasible, Error = "parameters < 1500000: 1734112", Metrics = trial.Metrics.SetItem(MetricNames.MeanIou, miou * 0.8),
                    ClassIou = Values(), Epochs = 0, TrainSeconds = 0,
            },
            _ when number % 13 == 5 => trial with { State = TrialState.Pruned, Error = "after epoch 3: dominated by #0",
                Metrics = trial.Metrics.SetItem(MetricNames.MeanIou, miou / 2), Epochs = 3, ClassIou = Values() },
            _ when number % 29 == 11 =>
                trial with { State = TrialState.Failed, Error = "IOException: no space left on device", Metrics = Values(), ClassIou = Values() },
            _ => trial,
        };
    }

    /// <summary>Architectures of the study's space.</summary>
    public static IReadOnlyList<Proposed> Proposals(LoadedStudy loaded)
    {
        var space = loaded.CreateSpace(s_classes.Length);
        return [.. Enumerable.Range(0, Pool).Select(i => Proposed.Of(space.Sample(RandomStreams.Create(7, "pool", i)), loaded.Study.Data.ImageSize()))];
    }

    private static void Store(LiteDbTrialStore store, Trial trial, bool withEpochs)
    {
        if (!withEpochs)
        {
            store.Propose(trial, new JsonObject());
            return;
        }
        store.Propose(trial with { State = TrialState.Proposed, Finished = null, Metrics = Values(), ClassIou = Values(), Epochs = 0, Error = null },
            new JsonObject());
        if (trial.Epochs > 0) store.Start(trial.Number, trial.Device!);
        for (var epoch = 1; epoch <= trial.Epochs; epoch++)
        {
            double? miou = epoch % 3 == 0 && trial.Metrics.TryGetValue(MetricNames.MeanIou, out var last) ? last * (0.6 + 0.4 * epoch / trial.Epochs) : null;
            store.Report(trial.Number, new EpochRecord(epoch, 2.0 / epoch, 0.005 / epoch, miou, 120, 3));
        }
        store.Finish(trial);
    }

    private static ImmutableSortedDictionary<string, double> Values(params IEnumerable<(string Name, double Value)> values) =>
        values.ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
}
