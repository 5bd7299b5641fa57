using System.Text.Json;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Measurement;
using NasFuse.Core.Studies;

namespace NasFuse.Storage.Artefacts;

/// <summary>Keeps what the nodes of a trial's architecture take in a file of the trial's folder, beside the database, which only a search writes.</summary>
public static class NodeLatencyFile
{
    private const string Kind = "nodeLatency";

    private static readonly JsonSerializerOptions s_form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, NewLine = "\n", RespectNullableAnnotations = true,
    };

    /// <summary>What was measured of a trial, or null when nothing was, or when it is of another architecture than the trial's.</summary>
    /// <exception cref="UserErrorException">The file cannot be read.</exception>
    public static NodeLatencies? Read(StudyFolder study, Trial trial)
    {
        var path = Path.Combine(study.Path, PathOf(trial.Number));
        if (!File.Exists(path)) return null;
        try
        {
            var latencies = JsonSerializer.Deserialize<NodeLatencies>(File.ReadAllBytes(path), s_form);
            return latencies?.ArchitectureId == trial.ArchitectureId ? latencies : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(new SourcePlace(path), ErrorCodes.CorruptFile,
                $"it holds no latencies of nodes: {unreadable.Message} Delete it, then measure again with 'nasfuse show {study.Name} {trial.Number} --latency'.");
        }
    }

    /// <summary>Replaces what was measured before; returns the file's path relative to the study's folder.</summary>
    /// <exception cref="IOException">The disk is full or the folder cannot be written.</exception>
    public static string Write(StudyFolder study, int number, NodeLatencies latencies) =>
        new ArtefactFolder(study).Write(Kind, PathOf(number), file => file.Write(JsonSerializer.SerializeToUtf8Bytes(latencies, s_form))).Path;

    private static string PathOf(int number) => $"{StudyFolder.TrialPath(number)}/node-latency.json";
}
