using Spectre.Console;

namespace NasFuse.Cli.CommandLine;

/// <summary>Where output goes: data to stdout, talk to stderr, so that data can be piped.</summary>
/// <param name="Data">stdout for tables: colours and the terminal's width when it is one, plain and wide when piped.</param>
/// <param name="RawData">stdout for text that must not be wrapped: JSON, CSV, architectures.</param>
/// <param name="Talk">stderr: progress, hints, errors.</param>
/// <param name="IsLive">True when stderr is a terminal that can be redrawn.</param>
internal sealed record Terminal(IAnsiConsole Data, TextWriter RawData, IAnsiConsole Talk, bool IsLive)
{
    /// <summary>Columns of a pipe: so many that no line is ever broken.</summary>
    private const int PipedWidth = 10_000;

    /// <summary>The process's own streams.</summary>
    /// <param name="withColors">False to print none even where they could be seen.</param>
    public static Terminal OfProcess(bool withColors = true) => new(
        ConsoleOn(Console.Out, Console.IsOutputRedirected, withColors), Console.Out,
        ConsoleOn(Console.Error, Console.IsErrorRedirected, withColors), !Console.IsErrorRedirected);

    /// <summary>Says one line on stderr, without markup.</summary>
    public void Say(string text) => Talk.WriteLine(text);

    /// <summary>Says on stderr what went wrong, in red.</summary>
    public void Complain(string text) => Talk.WriteLine(text, new Style(Color.Red));

    /// <summary>Ends a command with what the person will probably want to do next.</summary>
    public void Next(params ReadOnlySpan<string> commands)
    {
        Talk.WriteLine();
        for (var i = 0; i < commands.Length; i++)
            Talk.MarkupLineInterpolated($"{(i == 0 ? "next:" : "     ")}  [bold]{commands[i]}[/]");
    }

    private static IAnsiConsole ConsoleOn(TextWriter writer, bool piped, bool withColors)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = piped ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = withColors ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        if (piped) console.Profile.Width = PipedWidth;
        return console;
    }
}
