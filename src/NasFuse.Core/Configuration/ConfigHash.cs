using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace NasFuse.Core.Configuration;

/// <summary>Tells whether two configurations give the same results trial by trial.</summary>
public static class ConfigHash
{
    private static readonly string[] Determining = ["searchSpace", "data", "training", "sampler", "pruner", "promotion", "objectives", "constraints", "latency", "seed"];

    // Left out when there is none, so that studies from before there were such keys keep their hash.
    private static readonly string[] Optional = ["pruner", "promotion"];

    // Where data and teacher lie; what they are is kept in the manifest as fingerprints.
    private static readonly string[] WithoutInfluence = ["data.root", "data.cacheMiB", "training.distillation.teacher"];

    /// <summary>True when the value at this dotted path of the resolved configuration determines results.</summary>
    public static bool Covers(string path) => Determining.Contains(path.Split('.')[0]) && !WithoutInfluence.Contains(path);

    /// <summary>
    /// SHA-256 over search space, data (but where it lies and how it is cached), training (but where the teacher lies), sampler, pruner and promotion
    /// if there are any, objectives, constraints, latency and seed; not over name, budget and workers.
    /// </summary>
    /// <param name="resolved">The object of <see cref="LoadedStudy.Resolved"/>.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Of(JsonObject resolved)
    {
        var determining = new JsonObject(Determining.Where(key => !Optional.Contains(key) || resolved[key] is not null)
            .Select(key => KeyValuePair.Create(key, resolved[key]?.DeepClone())));
        foreach (var path in WithoutInfluence) Remove(determining, path.Split('.'));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalJson.Of(determining))));
    }

    private static void Remove(JsonObject root, string[] path)
    {
        JsonNode? owner = root;
        foreach (var key in path[..^1]) owner = owner?[key];
        owner?.AsObject().Remove(path[^1]);
    }
}
