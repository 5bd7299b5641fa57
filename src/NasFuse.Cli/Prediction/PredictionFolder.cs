using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NasFuse.Cli.Files;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Diagnostics;
using NasFuse.Data;

namespace NasFuse.Cli.Prediction;

/// <summary>
/// Where predictions go: <c>overlays/</c> to look at, <c>masks/</c> for programs, <c>classes.json</c> that says what the numbers in masks mean.
/// </summary>
/// <param name="Path">The folder; made when the first file is written.</param>
internal sealed record PredictionFolder(string Path)
{
    /// <summary>Overlay of a picture.</summary>
    public string OverlayOf(string name) => System.IO.Path.Combine(Path, "overlays", name + ".png");

    /// <summary>Class ids of a picture.</summary>
    public string MaskOf(string name) => System.IO.Path.Combine(Path, "masks", name + ".png");

    /// <summary>Checks that no picture would be overwritten by what is made of it.</summary>
    /// <exception cref="UserErrorException">One would.</exception>
    public void RequireOther(IEnumerable<(string Path, string Name)> pictures)
    {
        var errors = new DiagnosticBag();
        foreach (var (path, name) in pictures)
        {
            if (!IsSame(path, OverlayOf(name)) && !IsSame(path, MaskOf(name))) continue;
            errors.Add(new SourcePlace(path), ErrorCodes.OutputConflict, $"the prediction of '{name}' would overwrite this picture; choose another --output");
        }
        errors.ThrowIfAny();
    }

    /// <summary>Writes what the numbers in masks mean, in the form that data sets of format <c>folder</c> have.</summary>
    /// <exception cref="UserErrorException">It cannot be written there.</exception>
    public void WriteClasses(ImmutableArray<SegmentationClass> classes)
    {
        var json = new JsonObject
        {
            ["names"] = new JsonArray([.. classes.Select(c => (JsonNode)c.Name)]),
            ["colours"] = new JsonArray([.. classes.Select(c => (JsonNode)c.Color.ToString())]),
            ["masks"] = "ids",
        };
        OutputFile.Write(System.IO.Path.Combine(Path, "classes.json"), JsonText.Of(json));
    }

    private static bool IsSame(string a, string b) => string.Equals(System.IO.Path.GetFullPath(a), System.IO.Path.GetFullPath(b), StringComparison.Ordinal);
}
