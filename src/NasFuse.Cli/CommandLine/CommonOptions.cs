using System.CommandLine;
using System.Globalization;
using NasFuse.Core.Graphs;

namespace NasFuse.Cli.CommandLine;

/// <summary>Options that several verbs take, always with the same name and meaning.</summary>
internal static class CommonOptions
{
    /// <summary><c>--results DIR</c></summary>
    public static Option<string> Results() => new("--results")
    {
        Description = "Folder that holds the studies, one folder each.", DefaultValueFactory = _ => "results", HelpName = "DIR",
    };

    /// <summary><c>--set key=value</c>, repeatable.</summary>
    public static Option<string[]> Set() => new("--set")
    {
        Description = "Override a setting of the study file, e.g. --set data.root=../camvid --set training.epochs=2. Repeatable.", HelpName = "KEY=VALUE",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary><c>--json</c></summary>
    public static Option<bool> Json() => new("--json") { Description = "Print JSON on stdout." };

    /// <summary><c>--size HxW</c></summary>
    public static Option<Size?> ImageSize(string description)
    {
        var option = new Option<Size?>("--size") { Description = description, HelpName = "HxW" };
        option.CustomParser = result =>
        {
            var parts = result.Tokens[0].Value.Split('x');
            if (parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var height)
                && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var width) && height is >= 16 and <= 8192 && width is >= 16 and <= 8192)
                return new Size(height, width);
            result.AddError($"--size is written HxW with 16..8192 each, e.g. 180x240, but was '{result.Tokens[0].Value}'");
            return null;
        };
        return option;
    }

    /// <summary>The study a command works on.</summary>
    public static Argument<string> Study() => new("study") { Description = "Name of a study under the results folder." };
}
