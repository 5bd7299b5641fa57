using System.CommandLine;
using NasFuse.Core.Diagnostics;

namespace NasFuse.Cli.CommandLine;

/// <summary>Commands as a person can paste them into a shell.</summary>
internal static class CommandText
{
    /// <summary>The command line that was given.</summary>
    public static string Of(ParseResult arguments) => Of([.. arguments.Tokens.Select(token => token.Value)]);

    /// <summary><c>nasfuse</c> with these words, quoted where they need it.</summary>
    public static string Of(params IEnumerable<string> words) => $"nasfuse {string.Join(' ', words.Select(Quote))}";

    /// <summary>The same, with <c>--results</c> where the studies are not in the default folder.</summary>
    public static string InResults(string results, params IEnumerable<string> words) =>
        Of(results == CommonOptions.DefaultResults ? words : words.Concat(["--results", results]));

    /// <summary>Says that a command has no such option, with the nearest one.</summary>
    public static string UnknownOption(string option, Command command) =>
        $"unknown option '{option}'. {NearestName.Hint(option, [.. command.Options.Select(known => known.Name)])}";

    private static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || "-_./:=,+@%\\".Contains(c, StringComparison.Ordinal)) ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
