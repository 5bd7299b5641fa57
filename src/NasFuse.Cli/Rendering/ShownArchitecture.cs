using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NasFuse.Cli.CommandLine;
using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;
using NasFuse.Core.Measurement;
using NasFuse.Core.Studies;
using NasFuse.Core.Studies.Repeats;
using NasFuse.Storage;
using NasFuse.Storage.Artefacts;

namespace NasFuse.Cli.Rendering;

/// <summary>Where a trial is kept.</summary>
/// <param name="Study">Folder of its study.</param>
/// <param name="Number">Its number.</param>
internal sealed record TrialOrigin(StudyFolder Study, int Number);

/// <summary>An architecture that a person wants to see, from wherever it is.</summary>
/// <param name="Architecture">The architecture.</param>
/// <param name="Size">Image size to count at.</param>
/// <param name="Title">What it is.</param>
/// <param name="Trial">What is known about the trial, or null for a file.</param>
/// <param name="Next">Likely next commands.</param>
internal sealed partial record ShownArchitecture(Architecture Architecture, Size Size, string Title, JsonObject? Trial, IReadOnlyList<string> Next)
{
    private static readonly Size s_fileSize = new(512, 512);

    /// <summary>What the header of a reference says, or null.</summary>
    public JsonObject? Reference { get; init; }

    /// <summary>What a drawing of it is called.</summary>
    public required string Heading { get; init; }

    /// <summary>The trial it belongs to, or null.</summary>
    public TrialOrigin? Origin { get; init; }

    /// <summary>How latency is measured where it comes from.</summary>
    public LatencySpecification Latency { get; init; } = new();

    /// <summary>What its nodes take, or null when that was not measured.</summary>
    public NodeLatencies? Latencies { get; init; }

    /// <summary>That of a file, or of a trial written as <c>study#14</c>.</summary>
    /// <exception cref="UserErrorException">There is no such file or trial, or the file is not valid.</exception>
    public static ShownArchitecture Of(string target, string results, Size? size) =>
        !File.Exists(target) && TrialTarget().Match(target) is { Success: true } trial
            ? OfTrial(results, trial.Groups["study"].Value, int.Parse(trial.Groups["number"].Value), size) : OfFile(target, results, size);

    /// <summary>That of a stored trial.</summary>
    /// <exception cref="UserErrorException">The study has no such trial.</exception>
    public static ShownArchitecture OfTrial(string results, string name, int number, Size? size)
    {
        using var study = StoredStudy.Open(results, name);
        var trial = study.Find(number).Averaged(study.Epochs);
        return new ShownArchitecture(
            ArchitectureText.Parse(trial.Architecture, $"{name} #{number}"), size ?? study.Manifest.Study.Study.Data.ImageSize(),
            $"study {study.Name}, trial {StudyLines.Ended(trial, study.Manifest.Objectives)}",
            TrialJson.Of(trial, study.Reader.Epochs(number)),
            trial.State == TrialState.Complete
                ? [study.Suggest("export", "--pick", $"trial:{number}", "-o", $"{name}-{number}"), study.Suggest("front")]
                : [study.Suggest("query")])
        {
            Heading = $"{study.Name} #{number}", Origin = new TrialOrigin(study.Reader.Folder, number), Latency = study.Manifest.Study.Study.Latency,
            Latencies = NodeLatencyFile.Read(study.Reader.Folder, trial),
        };
    }

    /// <summary>That of an architecture file.</summary>
    /// <exception cref="UserErrorException">There is no such file, or it is not valid.</exception>
    public static ShownArchitecture OfFile(string path, string results, Size? size)
    {
        if (!File.Exists(path) && StudyFolders.List(results).Contains(path))
            throw new UserErrorException(new SourcePlace(path), ErrorCodes.MissingKey, $"is a study; name one of its trials too, e.g. 'nasfuse show {path} 0'");
        var loaded = ArchitectureFile.Read(path);
        return new ShownArchitecture(loaded.Architecture, size ?? loaded.Size ?? s_fileSize, Path.GetFileName(path), null,
            [CommandText.Of("show", path, "--as", "svg", "-o", Path.ChangeExtension(Path.GetFileName(path), ".svg")), CommandText.Of("train", path)])
        {
            Heading = Path.GetFileNameWithoutExtension(path),
        };
    }

    /// <summary>Its cost, node by node.</summary>
    public ArchitectureCost Cost() => ArchitectureCost.Of(Architecture, Size);

    /// <summary>Architecture, cost and trial in one object, which is an architecture file again.</summary>
    public JsonObject Json()
    {
        var json = ArchitectureCostJson.Of(Cost(), Latencies);
        if (Trial is not null) json.Insert(json.IndexOf("nodes"), "trial", Trial);
        if (Reference is not null) json.Insert(json.IndexOf("nodes"), "reference", Reference);
        return json;
    }

    [GeneratedRegex(@"^(?<study>.+)#(?<number>\d{1,9})$")]
    private static partial Regex TrialTarget();
}
