using System.Text.Json.Nodes;
using NasFuse.Core.Architectures;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Cli.References;

/// <summary>A known architecture with what its file says about it.</summary>
/// <param name="Name">Name of the file without its ending.</param>
/// <param name="Family">Where it belongs.</param>
/// <param name="Path">The file.</param>
/// <param name="Header">The comments at its top.</param>
/// <param name="Architecture">The architecture, for as many classes as the file says.</param>
internal sealed record Reference(string Name, ReferenceFamily Family, string Path, ArchitectureHeader Header, Architecture Architecture)
{
    /// <summary>Classes of fusion mechanisms, in the order of tables and legends.</summary>
    public static IReadOnlyList<string> Classes { get; } =
        ["direct", "multi-level", "mesh", "weighted", "graphical", "encoder-decoder", "transformer", "search"];

    /// <summary>What people call it.</summary>
    public string System => Header["system"]!;

    /// <summary>Class of its fusion mechanism, one of <see cref="Classes"/>.</summary>
    public string Class => Header["class"]!;

    /// <summary>The publication.</summary>
    public string Source => Header["source"]!;

    /// <summary>Operators by name, most used first.</summary>
    public IEnumerable<string> Operators => MostUsed(Architecture.Nodes.Select(node => node.Operator.Text.Split('(')[0]));

    /// <summary>Fusions of two or more inputs by name, most used first.</summary>
    public IEnumerable<string> Fusions =>
        MostUsed(Architecture.Nodes.Where(node => node.Fusion is not null && node.Inputs.Length > 1).Select(node => node.Fusion!.Text.Split('[')[0]));

    /// <summary>The header for programs: <c>distortion</c> and <c>note</c> may stand in it several times and are lists.</summary>
    public JsonObject HeaderJson() => new(Header.Lines.GroupBy(line => line.Key, StringComparer.Ordinal).Select(group => KeyValuePair.Create(
        group.Key, group.Key is "distortion" or "note" ? new JsonArray([.. group.Select(line => (JsonNode)line.Value)]) : (JsonNode?)group.First().Value)));

    /// <summary>Reads a file.</summary>
    /// <exception cref="UserErrorException">It is no valid architecture, or its header lacks something; every mistake with its place.</exception>
    public static Reference Read(string path, ReferenceFamily family)
    {
        var architecture = ArchitectureFile.Read(path).Architecture;
        var (name, header) = (global::System.IO.Path.GetFileNameWithoutExtension(path), ArchitectureHeader.Parse(File.ReadAllText(path)));
        var reference = new Reference(name, family, path, header, architecture);
        var errors = new DiagnosticBag();
        foreach (var key in new[] { "system", "source", "class" }.Where(key => string.IsNullOrEmpty(reference.Header[key])))
            errors.Add(new SourcePlace(path, 1, 1), ErrorCodes.MissingKey, $"the comments at the top need a line '// {key}: …'");
        if (header["class"] is { Length: > 0 } mechanism && !Classes.Contains(mechanism))
            errors.Add(new SourcePlace(path, 1, 1), ErrorCodes.UnknownName, $"unknown class '{mechanism}'. {NearestName.Hint(mechanism, [.. Classes])}");
        errors.ThrowIfAny();
        return reference;
    }

    private static IEnumerable<string> MostUsed(IEnumerable<string> names) =>
        names.GroupBy(name => name).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key);
}
