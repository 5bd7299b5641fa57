using System.Text.Json.Nodes;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Pruners;

namespace NasFuse.Cli.CommandLine;

/// <summary>A pruner that a person named on the command line.</summary>
/// <param name="Text">As written: a name, or JSON with options.</param>
/// <param name="Options">What it means.</param>
internal sealed record PrunerChoice(string Text, PrunerOptions Options)
{
    /// <summary>Reads what would stand behind <c>"pruner":</c> in a study, by the same rules.</summary>
    /// <param name="text">A name, or JSON with options.</param>
    /// <param name="study">The study it is to prune.</param>
    /// <param name="bag">Takes what is wrong with it.</param>
    /// <returns>The pruner, or null when there was a mistake.</returns>
    public static PrunerChoice? Read(string text, LoadedStudy study, DiagnosticBag bag)
    {
        var json = text.TrimStart().StartsWith('{') ? text : new JsonObject { ["name"] = text }.ToJsonString();
        try
        {
            return new PrunerChoice(text, StudyFile.Changed(study, new SettingOverride(["pruner"], json, "--pruner", IgnoreCase: false)).Study.Pruner!);
        }
        catch (UserErrorException error)
        {
            bag.AddRange(error.Diagnostics);
            return null;
        }
    }
}
