using System.Text.Json.Nodes;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Reproducibility;

namespace NasFuse.Cli.Files;

/// <summary>The files of a report in one folder: tables, pictures, text, and a manifest that says where they come from.</summary>
/// <param name="folder">The folder; made when the first file is written.</param>
internal sealed class ReportFiles(string folder)
{
    private readonly List<string> _written = [];

    /// <summary>Paths of the files, in the order in which they were written.</summary>
    public IReadOnlyList<string> Written => _written;

    /// <summary>Writes text.</summary>
    /// <exception cref="Core.Diagnostics.UserErrorException">It cannot be written there.</exception>
    public void Add(string name, string text) => Add(name, path => OutputFile.Write(path, text));

    /// <summary>Writes a picture as <c>name.svg</c> and <c>name.png</c>.</summary>
    /// <exception cref="Core.Diagnostics.UserErrorException">It cannot be written there.</exception>
    public void AddPicture(string name, (string Svg, byte[] Png) picture)
    {
        Add($"{name}.svg", picture.Svg);
        Add($"{name}.png", path => OutputFile.Write(path, picture.Png));
    }

    /// <summary>Writes <c>manifest.json</c>: how the report was made, and the manifests of its studies.</summary>
    /// <param name="command">The exact command.</param>
    /// <param name="clock">The time.</param>
    /// <param name="facts">What else is to be known, by name.</param>
    /// <param name="studies">The studies it is about.</param>
    /// <exception cref="Core.Diagnostics.UserErrorException">It cannot be written there.</exception>
    public void AddManifest(string command, TimeProvider clock, JsonObject facts, IEnumerable<RunManifest> studies)
    {
        var manifest = new JsonObject
        {
            ["command"] = command,
            ["created"] = clock.GetUtcNow().UtcDateTime.ToString("O"),
            ["environment"] = HostEnvironment.Current.ToJson(),
            ["packages"] = HostEnvironment.Packages(),
        };
        foreach (var (name, fact) in facts) manifest[name] = fact?.DeepClone();
        manifest["studies"] = new JsonArray([.. studies.Select(study => study.Json.DeepClone())]);
        Add("manifest.json", JsonText.Of(manifest));
    }

    private void Add(string name, Action<string> write)
    {
        var path = Path.Combine(folder, name);
        write(path);
        _written.Add(path);
    }
}
