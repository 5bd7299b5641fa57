using System.CommandLine;

namespace NasFuse.Cli.CommandLine;

/// <summary>A command of <c>nasfuse</c>. One file per verb; it declares its options and composes what others compute.</summary>
internal abstract class Verb : Command
{
    protected Verb(string name, string description, Terminal terminal)
        : base(name, description)
    {
        Terminal = terminal;
        SetAction(RunAsync);
    }

    protected Terminal Terminal { get; }

    /// <summary>Does the work and returns an exit code; mistakes of the person are thrown as user errors.</summary>
    protected abstract Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation);
}
