using System.CommandLine;
using NasFuse.Core.Diagnostics;
using NasFuse.Storage;
using Spectre.Console;

namespace NasFuse.Cli.CommandLine;

/// <summary>Parses the command line, runs the verb, and turns what went wrong into words and an exit code.</summary>
internal static class CommandRunner
{
    public static async Task<int> RunAsync(string[] args, Terminal terminal, TerminationSignals signals)
    {
        var parsed = NasFuseCommand.Create(terminal).Parse(args);
        if (parsed.Errors.Count > 0) return RejectUsage(parsed, terminal);
        try
        {
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = terminal.RawData, Error = Console.Error,
            };
            return await parsed.InvokeAsync(configuration, signals.Token).ConfigureAwait(false);
        }
        catch (UserErrorException mistakes)
        {
            foreach (var mistake in mistakes.Diagnostics)
            {
                terminal.Complain(mistake.ToString());
                if (mistake.Pointer() is { } pointer) terminal.Say(pointer);
            }
            return mistakes.Diagnostics.Any(mistake => mistake.Code == ErrorCodes.CorruptFile) ? ExitCodes.VerificationFailed : ExitCodes.UserError;
        }
        catch (Exception unavailable) when (unavailable is StudyNotFoundException or StoreLockedException)
        {
            terminal.Talk.WriteLine($"error: {unavailable.Message}", new Style(Color.Red));
            return ExitCodes.StoreUnavailable;
        }
        catch (OperationCanceledException) when (signals.Received > 0)
        {
            return ExitCodes.OfSignal(signals.Received);
        }
        catch (Exception bug)
        {
            terminal.Talk.WriteLine($"internal error: {bug.Message}", new Style(Color.Red));
            terminal.Talk.WriteLine(bug.ToString());
            terminal.Talk.WriteLine("This is a mistake in NasFuse, not yours. Stored results are safe; please report it with the text above.");
            return ExitCodes.Bug;
        }
    }

    private static int RejectUsage(ParseResult parsed, Terminal terminal)
    {
        var verb = parsed.CommandResult.Command;
        IEnumerable<string> mistakes = parsed.UnmatchedTokens is [var unknown, ..] ? [Explain(unknown, verb)] : parsed.Errors.Select(error => error.Message);
        foreach (var mistake in mistakes) terminal.Talk.WriteLine($"command line: error: {mistake}", new Style(Color.Red));
        terminal.Talk.WriteLine($"See: nasfuse {(verb is RootCommand ? "" : verb.Name + " ")}--help");
        return ExitCodes.UserError;
    }

    private static string Explain(string unknown, Command verb) =>
        unknown.StartsWith('-') ? CommandText.UnknownOption(unknown, verb)
        : verb.Subcommands.Count > 0 ? $"unknown command '{unknown}'. {NearestName.Hint(unknown, [.. verb.Subcommands.Select(command => command.Name)])}"
        : $"'{unknown}' is one argument too many";
}
