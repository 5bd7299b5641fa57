using System.Text.Json.Nodes;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Reproducibility;
using NasFuse.Data;

namespace NasFuse.Cli.Hosting;

/// <summary>Refuses to continue a study with settings that would make its trials incomparable, and says which ones differ.</summary>
internal static class StudyConflict
{
    private const int LongestValue = 200;

    public static void ThrowIfAny(RunManifest stored, LoadedStudy loaded, SegmentationDataset dataset, string? teacher)
    {
        var place = new SourcePlace($"study '{loaded.Study.Name}'");
        var errors = new DiagnosticBag();
        if (stored.Study.ConfigHash != loaded.ConfigHash)
        {
            foreach (var difference in Differences("", stored.Study.Resolved, loaded.Resolved))
                errors.Add(
                    place, ErrorCodes.StudyConflict,
                    $"{difference}; trials would not compare. Use the old value, another 'name', or --new to put the stored study aside");
        }
        if (stored.Data.Fingerprint != dataset.Fingerprint)
            errors.Add(
                place, ErrorCodes.StudyConflict,
                "the data set's files are not those the study began with. Restore them, use another 'name', or --new to put the stored study aside");
        if (stored.Study.ConfigHash == loaded.ConfigHash && stored.Teacher != teacher)
            errors.Add(place, ErrorCodes.StudyConflict,
                "the teacher is not the one the study began with; trials would not compare. "
                + "Name the old one, use another 'name', or --new to put the stored study aside");
        errors.ThrowIfAny();
    }

    private static IEnumerable<string> Differences(string path, JsonNode? before, JsonNode? now)
    {
        if (before is JsonObject a && now is JsonObject b)
        {
            return a.Select(pair => pair.Key).Union(b.Select(pair => pair.Key), StringComparer.Ordinal)
                .SelectMany(key => Differences(path.Length == 0 ? key : $"{path}.{key}", a[key], b[key]));
        }
        if (before is JsonArray { Count: > 0 } items && now is JsonArray others && items.Count == others.Count && items[0] is JsonObject)
            return items.Zip(others).SelectMany((pair, index) => Differences($"{path}.{index}", pair.First, pair.Second));
        return JsonNode.DeepEquals(before, now) || !ConfigHash.Covers(path) ? [] : [$"'{path}' was {Describe(before)} and is now {Describe(now)}"];
    }

    private static string Describe(JsonNode? value) =>
        value?.ToJsonString() is not { } text ? "not set" : text.Length <= LongestValue ? text : $"{text[..LongestValue]}…";
}
