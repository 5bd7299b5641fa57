using System.Text.Json.Nodes;
using NasFuse.Core.Configuration;
using NasFuse.Core.Objectives;
using NasFuse.Core.Pruners;
using NasFuse.Core.SearchSpaces;
using NasFuse.Core.Studies;

namespace NasFuse.Core.Reproducibility;

/// <summary>What is kept about the data a study used.</summary>
/// <param name="Name">Name of the data set.</param>
/// <param name="Fingerprint">Hash that changes when the data does.</param>
/// <param name="Classes">Class names in the order of their ids.</param>
/// <param name="Mean">Mean of R, G, B, 0..1.</param>
/// <param name="StandardDeviation">Standard deviation of R, G, B, 0..1.</param>
public sealed record DataFacts(string Name, string Fingerprint, IReadOnlyList<string> Classes, IReadOnlyList<double> Mean, IReadOnlyList<double> StandardDeviation)
{
    /// <summary>Colours of the classes in the order of their ids, <c>#rrggbb</c>; empty where a study was begun before they were kept.</summary>
    public IReadOnlyList<string> Colours { get; init; } = [];
}

/// <summary>The record that lets a study be understood and repeated: configuration, data, software, hardware, reference point. Immutable.</summary>
/// <param name="Study">The configuration, every default filled in.</param>
/// <param name="Reference">Box of the hypervolume, fixed when the study was created.</param>
/// <param name="Data">The data.</param>
/// <param name="Json">As stored.</param>
public sealed record RunManifest(LoadedStudy Study, ReferencePoint Reference, DataFacts Data, JsonObject Json)
{
    /// <summary>Describes a study that is about to begin.</summary>
    /// <param name="study">Its configuration.</param>
    /// <param name="reference">Its reference point.</param>
    /// <param name="data">Its data.</param>
    /// <param name="devices">Devices of its workers with their names.</param>
    /// <param name="command">The command line.</param>
    /// <param name="created">Now.</param>
    /// <param name="teacher">Hash of the network that teaches its candidates, or null when none does.</param>
    public static RunManifest Create(
        LoadedStudy study, ReferencePoint reference, DataFacts data, IEnumerable<string> devices, string command, DateTimeOffset created, string? teacher = null) =>
        new(study, reference, data, new JsonObject
        {
            ["study"] = study.Study.Name,
            ["created"] = created.UtcDateTime.ToString("O"),
            ["command"] = command,
            ["configHash"] = study.ConfigHash,
            ["config"] = study.Resolved.DeepClone(),
            ["reference"] = new JsonObject { ["ideal"] = Numbers(reference.Ideal), ["worst"] = Numbers(reference.Worst) },
            ["data"] = new JsonObject
            {
                ["name"] = data.Name, ["fingerprint"] = data.Fingerprint, ["classes"] = new JsonArray([.. data.Classes.Select(name => (JsonNode)name)]),
                ["mean"] = Numbers(data.Mean), ["standardDeviation"] = Numbers(data.StandardDeviation),
                ["colours"] = new JsonArray([.. data.Colours.Select(colour => (JsonNode)colour)]),
            },
            ["teacher"] = teacher,
            ["environment"] = HostEnvironment.Current.ToJson(),
            ["devices"] = new JsonArray([.. devices.Select(device => (JsonNode)device)]),
            ["packages"] = HostEnvironment.Packages(),
        });

    /// <summary>Reads a stored manifest.</summary>
    /// <param name="file">Name for error messages.</param>
    /// <param name="json">As stored.</param>
    /// <exception cref="Diagnostics.UserErrorException">A part of it is missing or damaged, or its configuration is not valid for this version.</exception>
    public static RunManifest Read(string file, JsonObject json)
    {
        var stored = new StoredManifest(file, json);
        return new RunManifest(stored.Study(), stored.Reference(), stored.Data(), json);
    }

    /// <summary>Hash of the network that teaches its candidates, or null when none does.</summary>
    public string? Teacher => (string?)Json["teacher"];

    /// <summary>When the study was begun, as stored; resuming keeps it, so it tells the study from another of the same name. Null in records without it.</summary>
    public string? Created => (string?)Json["created"];

    /// <summary>Name of the sampler that the study began with.</summary>
    public string Sampler => (string)Json["config"]!["sampler"]!["name"]!;

    /// <summary>What is optimised.</summary>
    public IReadOnlyList<Objective> Objectives => [.. Study.Study.Objectives.Select(objective => new Objective(objective.Name, objective.Direction!.Value))];

    /// <summary>The study as the controller knows it.</summary>
    /// <param name="space">Its search space.</param>
    public Study StudyOn(SearchSpace space)
    {
        var specification = Study.Study;
        return new Study(
            specification.Name!, space, [.. Objectives], specification.Constraints, Reference, specification.Data.ImageSize(), specification.Budget,
            specification.Seed)
        {
            SynchronousBatch = specification.SynchronousBatch,
            Plan = new EvaluationPlan(specification.Training.Epochs, specification.Training.EvaluateEvery),
            Pruner = specification.Pruner,
            Promotion = specification.Promotion,
        };
    }

    private static JsonArray Numbers(IEnumerable<double> values) => new([.. values.Select(value => (JsonNode)value)]);
}
