using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Completion;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse completion bash</c>: the script that makes a shell complete verbs, options and names.</summary>
internal sealed class CompletionCommand : Verb
{
    private readonly Argument<string> _shell = new("shell") { Description = $"{string.Join(", ", CompletionScripts.All.Keys)}." };

    public CompletionCommand(Terminal terminal)
        : base("completion", "Print the script that makes a shell complete verbs, options, studies, trials, samplers and spaces.", terminal) =>
        Add(_shell.AcceptOnlyFromAmong([.. CompletionScripts.All.Keys]));

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var script = CompletionScripts.All[arguments.GetRequiredValue(_shell)];
        Terminal.RawData.Write(script.Text.ReplaceLineEndings("\n") + "\n");
        Terminal.Say("nasfuse must be found on the PATH. To keep it, in the shell:");
        Terminal.Next(script.Install);
        return Task.FromResult(ExitCodes.Success);
    }
}
