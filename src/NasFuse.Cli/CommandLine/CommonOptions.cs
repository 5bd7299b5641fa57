using System.CommandLine;
using System.Globalization;
using NasFuse.Cli.Completion;
using NasFuse.Core.Diagnostics;
using NasFuse.Core.Graphs;
using NasFuse.Dashboard;
using NasFuse.Storage.Queries.Writers;

namespace NasFuse.Cli.CommandLine;

/// <summary>Options that several verbs take, always with the same name and meaning.</summary>
internal static class CommonOptions
{
    /// <summary>The format for people: aligned columns.</summary>
    public const string TableFormat = "table";

    /// <summary>Where studies are kept unless told otherwise.</summary>
    public const string DefaultResults = "results";

    /// <summary>Name of the option that says where studies are kept.</summary>
    public const string ResultsName = "--results";

    /// <summary><c>--results DIR</c></summary>
    public static Option<string> Results() => new(ResultsName)
    {
        Description = "Folder that holds the studies, one folder each.", DefaultValueFactory = _ => DefaultResults, HelpName = "DIR",
    };

    /// <summary><c>--url http://127.0.0.1:5170</c></summary>
    public static Option<string> DashboardUrl() => new("--url")
    {
        Description = "Where the dashboard listens; at an address that other machines reach it asks for a token, that of NASFUSE_DASHBOARD_TOKEN or a new one.",
        DefaultValueFactory = _ => DashboardOptions.DefaultUrl, HelpName = "URL",
    };

    /// <summary>Where the dashboard of a search listens, or null when none is asked for.</summary>
    /// <exception cref="UserErrorException">An address is given for no dashboard.</exception>
    public static string? DashboardUrl(ParseResult arguments, Option<bool> dashboard, Option<string> url) =>
        arguments.GetValue(dashboard) ? arguments.GetValue(url)
        : arguments.GetResult(url) is { Implicit: false } ? throw new UserErrorException(
            new SourcePlace("--url"), ErrorCodes.Contradiction, "it says where the dashboard listens, but there is none; add --dashboard")
        : null;

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
                && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var width) && height is >= 16 and <= 8192
                    && width is >= 16 and <= 8192)
                return new Size(height, width);
            result.AddError($"--size is written HxW with 16..8192 each, e.g. 180x240, but was '{result.Tokens[0].Value}'");
            return null;
        };
        return option;
    }

    /// <summary><c>--format table|csv|json|jsonl|md</c></summary>
    public static Option<string> Format()
    {
        var option = new Option<string>("--format")
        {
            Description = "How rows are printed.", DefaultValueFactory = _ => TableFormat, HelpName = "table|csv|json|jsonl|md",
        };
        option.AcceptOnlyFromAmong([TableFormat, .. RowWriter.ByFormat.Keys]);
        return option;
    }

    /// <summary><c>--classes n</c></summary>
    public static Option<int> Classes()
    {
        var option = new Option<int>("--classes")
        {
            Description = "Number of classes the architectures tell apart, 2..254.", DefaultValueFactory = _ => 19, HelpName = "N",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 2 or > 254) result.AddError("--classes must be 2..254");
        });
        return option;
    }

    /// <summary>The search space a command works on.</summary>
    public static Argument<string> Space() => new Argument<string>("space")
    {
        Description = "A space.json, a folder that holds one, or the name of a folder under search-spaces/; behind a colon a preset: dcnas:tiny.",
    }.SuggestSpaces();

    /// <summary>Several studies.</summary>
    /// <param name="description">What they are for.</param>
    /// <param name="fewest">Fewest names.</param>
    public static Argument<string[]> Studies(string description, int fewest)
    {
        var argument = new Argument<string[]>("study") { Description = description, Arity = new ArgumentArity(fewest, 1000) };
        // A list takes every word, so that a misspelt option would be looked for as a study.
        argument.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } option)
                result.AddError(CommandText.UnknownOption(option.Value, ((System.CommandLine.Parsing.CommandResult)result.Parent!).Command));
        });
        return argument.SuggestStudies();
    }

    /// <summary>The study a command works on.</summary>
    public static Argument<string> Study() => new Argument<string>("study") { Description = "Name of a study under the results folder." }.SuggestStudies();

    /// <summary>The trial of that study which a command works on.</summary>
    public static Argument<int> Trial(Argument<string> study) =>
        new Argument<int>("trial") { Description = "Number of a trial of the study." }.SuggestTrials(study);
}
