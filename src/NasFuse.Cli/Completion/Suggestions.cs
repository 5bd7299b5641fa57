using System.CommandLine;
using System.CommandLine.Completions;
using NasFuse.Cli.CommandLine;
using NasFuse.Core.Configuration;
using NasFuse.Storage;

namespace NasFuse.Cli.Completion;

/// <summary>What a shell can offer for arguments whose values are not files. A source that cannot be read offers nothing.</summary>
internal static class Suggestions
{
    private const int MostTrials = 200;

    /// <summary>Names of the studies in the results folder.</summary>
    public static Argument<T> SuggestStudies<T>(this Argument<T> argument) => argument.Suggest(context => StudyFolders.List(ResultsOf(context)));

    /// <summary>Numbers of the newest trials of the study that the argument before names.</summary>
    public static Argument<T> SuggestTrials<T>(this Argument<T> argument, Argument<string> study) => argument.Suggest(context =>
    {
        if (context.ParseResult.GetValue(study) is not { } name || !StudyFolders.List(ResultsOf(context)).Contains(name)) return [];
        using var reader = LiteDbTrialReader.Open(StudyFolders.Resolve(ResultsOf(context), name));
        return [.. reader.Trials().Reverse().Take(MostTrials).Select(trial => $"{trial.Number}")];
    });

    /// <summary>Names of the search spaces here.</summary>
    public static Argument<string> SuggestSpaces(this Argument<string> argument) => argument.Suggest(_ => NamedSpace.Known());

    /// <summary>Names of samplers, pruners or kinds of space.</summary>
    public static Argument<string> SuggestEntries(this Argument<string> argument, IReadOnlyList<OptionEntry> entries) =>
        argument.Suggest(_ => [.. entries.Select(entry => entry.Name)]);

    private static Argument<T> Suggest<T>(this Argument<T> argument, Func<CompletionContext, IReadOnlyList<string>> names)
    {
        argument.CompletionSources.Add(context =>
        {
            try
            {
                return names(context).Select(name => new CompletionItem(name));
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or StudyNotFoundException)
            {
                // A person who presses Tab wants no error.
                return [];
            }
        });
        return argument;
    }

    private static string ResultsOf(CompletionContext context)
    {
        var options = context.ParseResult.CommandResult.Command.Options.OfType<Option<string>>();
        return options.FirstOrDefault(option => option.Name == CommonOptions.ResultsName) is { } results
            ? context.ParseResult.GetValue(results) ?? CommonOptions.DefaultResults
            : CommonOptions.DefaultResults;
    }
}
