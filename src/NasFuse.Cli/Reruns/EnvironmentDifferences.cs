using System.Text.Json.Nodes;
using NasFuse.Core.Reproducibility;

namespace NasFuse.Cli.Reruns;

/// <summary>Something that is not as it was when a study began.</summary>
/// <param name="What">What, e.g. <c>runtime</c> or <c>package TorchSharp</c>.</param>
/// <param name="Then">As it was, or null when it was not there.</param>
/// <param name="Now">As it is, or null when it is not there.</param>
internal sealed record EnvironmentDifference(string What, string? Then, string? Now);

/// <summary>Compares what a manifest says about machine, software and data with what is here.</summary>
internal static class EnvironmentDifferences
{
    /// <summary>Everything that differs; what can change results comes first.</summary>
    /// <param name="manifest">The manifest of a study.</param>
    /// <param name="dataFingerprint">Of the data as they are now.</param>
    /// <param name="teacher">Of the teacher as it is now, or null.</param>
    /// <param name="devices">Devices of the workers as they would be now.</param>
    public static IReadOnlyList<EnvironmentDifference> Of(RunManifest manifest, string dataFingerprint, string? teacher, IEnumerable<string> devices)
    {
        var environment = manifest.Json["environment"];
        IEnumerable<EnvironmentDifference> all =
        [
            new("data fingerprint", manifest.Data.Fingerprint, dataFingerprint),
            new("teacher", manifest.Teacher, teacher),
            new("devices", Join(manifest.Json["devices"]), string.Join("; ", devices)),
            .. HostEnvironment.Current.ToJson().Select(now => new EnvironmentDifference(Words(now.Key), $"{environment?[now.Key]}", $"{now.Value}")),
            .. Packages(manifest.Json["packages"] as JsonObject ?? [], HostEnvironment.Packages()),
        ];
        return [.. all.Where(difference => difference.Then != difference.Now)];
    }

    private static IEnumerable<EnvironmentDifference> Packages(JsonObject then, JsonObject now) =>
        from name in then.Select(pair => pair.Key).Union(now.Select(pair => pair.Key)).Order(StringComparer.Ordinal)
        select new EnvironmentDifference($"package {name}", (string?)then[name], (string?)now[name]);

    private static string? Join(JsonNode? list) => list is JsonArray items ? string.Join("; ", items.Select(item => (string?)item)) : null;

    /// <summary>A key as words: <c>operatingSystem</c> is <c>operating system</c>.</summary>
    private static string Words(string key) => string.Concat(key.Select(c => char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));
}
