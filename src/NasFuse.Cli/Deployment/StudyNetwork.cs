using System.Text.Json.Nodes;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs.Weights;
using NasFuse.Core.Objectives;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Repeats;
using NasFuse.Onnx.Packages;
using NasFuse.Storage.Artefacts;

namespace NasFuse.Cli.Deployment;

/// <summary>Brings the network that a trial trained out of its study.</summary>
internal static class StudyNetwork
{
    /// <summary>Reads a trial's weights and gathers what the study knows about it. Changes nothing.</summary>
    /// <param name="study">The study; a search may be running on it.</param>
    /// <param name="trial">A complete trial of it.</param>
    /// <exception cref="UserErrorException">The weights are missing, or not those that were stored.</exception>
    /// <remarks>Results are those of the very training that gave the weights, not the means over repeats.</remarks>
    public static TrainedNetwork Load(StoredStudy study, Trial trial) =>
        LoadSingle(study, study.Stored.First(stored => stored.Number == trial.Number).Single(study.Epochs));

    private static TrainedNetwork LoadSingle(StoredStudy study, Trial trial) => new()
    {
        Title = $"{study.Name}, trial {trial.Number}",
        Architecture = ArchitectureText.Parse(trial.Architecture, $"{study.Name} #{trial.Number}"),
        Weights = ReadWeights(study, trial),
        Data = study.Manifest.Study.Study.Data,
        Facts = study.Manifest.Data,
        Miou = trial.Metrics[MetricNames.MeanIou],
        PixelAccuracy = trial.Metrics.TryGetValue(MetricNames.PixelAccuracy, out var accuracy) ? accuracy : null,
        ClassResults = [.. study.Manifest.Data.Classes.Select(name => new ClassResult(name, trial.ClassIou.TryGetValue(name, out var iou) ? iou : null))],
        Provenance = [.. Origin(study, trial).Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, pair.Value!))],
    };

    private static WeightSet ReadWeights(StoredStudy study, Trial trial)
    {
        var artefacts = new ArtefactFolder(study.Reader.Folder);
        var reference = trial.Artefacts.FirstOrDefault(artefact => artefact.Kind == "weights")
            ?? throw new UserErrorException(new SourcePlace($"study '{study.Name}'"), ErrorCodes.NotFound, $"trial {trial.Number} has no stored weights");
        var path = artefacts.PathOf(reference);
        if (!File.Exists(path)) throw new UserErrorException(new SourcePlace(path), ErrorCodes.CorruptFile, $"the weights of trial {trial.Number} are gone");
        if (!artefacts.Verify(reference))
            throw new UserErrorException(
                new SourcePlace(path), ErrorCodes.CorruptFile,
                $"the weights of trial {trial.Number} were changed after training: their SHA-256 is not the one that was stored");
        return Safetensors.Read(File.ReadAllBytes(path), path).Weights;
    }

    private static IEnumerable<KeyValuePair<string, string?>> Origin(StoredStudy study, Trial trial)
    {
        var (manifest, environment) = (study.Manifest.Json, study.Manifest.Json["environment"]);
        yield return new("study", study.Name);
        yield return new("trial", $"{trial.Number}");
        yield return new("seed", $"{trial.Seed}");
        yield return new("epochs", $"{trial.Epochs}");
        yield return new("training time", Show.Duration(TimeSpan.FromSeconds(trial.TrainSeconds)));
        yield return new("trained on", string.Join(", ", new[] { trial.Device, Text(environment, "processor") }.OfType<string>()));
        yield return new("latency in the search", trial.Metrics.ContainsKey(MetricNames.LatencyMs) ? $"{Show.Latency(trial)}; {trial.LatencyBackend}" : null);
        yield return new("searched by", Text(environment, "nasfuse") is { } version ? $"NasFuse {version}" : null);
        yield return new("configuration", Text(manifest, "configHash"));
        yield return new("data fingerprint", study.Manifest.Data.Fingerprint);
    }

    private static string? Text(JsonNode? node, string key) => (string?)node?[key];
}
