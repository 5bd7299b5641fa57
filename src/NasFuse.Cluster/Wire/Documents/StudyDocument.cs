using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NasFuse.Core.Studies.Queues;

namespace NasFuse.Cluster.Wire.Documents;

/// <summary>A study that workers may serve.</summary>
public sealed record StudyDocument
{
    /// <summary>Number of the protocol.</summary>
    public required int Protocol { get; init; }

    /// <summary>Version of NasFuse that controls it.</summary>
    public required string Version { get; init; }

    /// <summary>What tells it from every other study that ever began.</summary>
    public required string Key { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Workers that may serve it.</summary>
    public required string Pool { get; init; }

    /// <summary>Seconds without a sign of life after which a trial is given to another worker.</summary>
    public required double LeaseSeconds { get; init; }

    /// <summary>The whole configuration with every default.</summary>
    public required JsonObject Configuration { get; init; }

    /// <summary>What the data must be.</summary>
    public required string DataFingerprint { get; init; }

    /// <summary>What the fingerprint is made of, line by line, to say which files differ; null where there are no files.</summary>
    public ArtefactKey? DataListing { get; init; }

    /// <summary>Fingerprint of the network that teaches the candidates, or null.</summary>
    public string? Teacher { get; init; }

    /// <summary>That network as a file, for workers that do not have it; null where none teaches.</summary>
    public ArtefactKey? TeacherFile { get; init; }

    /// <summary>Class of the devices that its trials run on, see <see cref="Core.Objectives.DeviceClass"/>; null for any.</summary>
    public string? DeviceClass { get; init; }

    /// <summary>Where this is the part of a study that only times its trials, on devices of a class: key of the study. Null for the study itself.</summary>
    public string? Times { get; init; }

    /// <summary>What people call it, and what it does where it is a part.</summary>
    [JsonIgnore]
    public string Title => Times is null ? $"'{Name}'" : $"'{Name}' (latency on {DeviceClass})";

    /// <summary>The part of this study that times its trials on devices of a class.</summary>
    /// <param name="key">Key of the part.</param>
    /// <param name="deviceClass">The class.</param>
    public StudyDocument TimedOn(string key, string deviceClass) =>
        this with { Key = key, Times = Key, DeviceClass = deviceClass, DataListing = null, Teacher = null, TeacherFile = null };
}
