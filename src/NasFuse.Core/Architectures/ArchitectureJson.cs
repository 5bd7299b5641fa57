using System.Text.Json.Nodes;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Core.Architectures;

/// <summary>The JSON form of an architecture: the same fields as <see cref="ArchitectureText"/>, 1:1.</summary>
/// <remarks>
/// <code>
/// { "nodes": [
///   { "id": "f8", "scale": "1/8", "width": 32, "operator": "conv(k=3)", "fusion": "add",
///     "inputs": [{ "from": "s16", "steps": ["c1", "up"] }, { "from": "s8", "steps": [] }], "aux": 0.4, "detail": 1, "share": "g8" } ] }
/// </code>
/// <c>fusion</c>, <c>steps</c>, <c>aux</c>, <c>detail</c> and <c>share</c> may be left out. What <c>nasfuse show --as json</c> adds (costs, id, trial) is accepted and
/// not read, so that its output is an architecture file too.
/// </remarks>
public static class ArchitectureJson
{
    /// <summary>Reads and checks an architecture.</summary>
    /// <param name="text">JSON, comments and trailing commas allowed.</param>
    /// <param name="file">Name for error messages.</param>
    /// <exception cref="UserErrorException">Every mistake in the text, each with line and column.</exception>
    public static Architecture Parse(string text, string file = "architecture") => Parse(LocatedJson.Parse(file, text));

    /// <summary>Reads and checks an architecture.</summary>
    /// <param name="root">The object with the nodes.</param>
    /// <exception cref="UserErrorException">Every mistake, each with its place.</exception>
    public static Architecture Parse(JsonNodeAt root)
    {
        var errors = new DiagnosticBag();
        var (nodes, places, unreadable) = new ArchitectureJsonReader(errors).Read(root);
        var architecture = new Architecture([.. nodes]);
        ArchitectureChecks.Check(architecture, places, root.PlaceOf("nodes"), errors, unreadable);
        errors.ThrowIfAny();
        return architecture;
    }

    /// <summary>Writes an architecture; <see cref="Parse(string, string)"/> gives an equal one back.</summary>
    public static JsonObject Format(Architecture architecture) => new() { ["nodes"] = new JsonArray([.. architecture.Nodes.Select(Format)]) };

    /// <summary>Writes one node.</summary>
    public static JsonObject Format(ArchitectureNode node)
    {
        var written = new JsonObject { ["id"] = node.Id, ["scale"] = node.Scale.ToString(), ["width"] = node.Width, ["operator"] = node.Operator.Text };
        if (node.Fusion is { } fusion) written["fusion"] = fusion.Text;
        written["inputs"] = new JsonArray([.. node.Inputs.Select(Format)]);
        if (node.AuxiliaryWeight is { } weight) written["aux"] = weight;
        if (node.DetailWeight is { } detail) written["detail"] = detail;
        if (node.SharedWith is { } shared) written["share"] = shared;
        return written;
    }

    private static JsonObject Format(Edge edge) => new() { ["from"] = edge.From, ["steps"] = new JsonArray([.. edge.Steps.Select(step => (JsonNode)step.Text)]) };
}
