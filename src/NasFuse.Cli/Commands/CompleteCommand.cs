using System.CommandLine;
using NasFuse.Cli.CommandLine;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse complete --position 9 "nasfuse qu"</c>: what shells ask when Tab is pressed. Not for people, so help does not list it.</summary>
internal sealed class CompleteCommand : Verb
{
    private readonly RootCommand _root;
    private readonly Argument<string> _line = new("line") { Description = "The command line so far." };
    private readonly Option<int?> _position = NumberOptions.Optional("--position", "Where the cursor is; at the end unless given", 0, int.MaxValue);

    /// <param name="root">The commands to complete.</param>
    /// <param name="terminal">Where to print.</param>
    public CompleteCommand(RootCommand root, Terminal terminal)
        : base("complete", "Print what can stand at a place of a command line, one candidate a line.", terminal)
    {
        _root = root;
        Hidden = true;
        Add(_line);
        Add(_position);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var line = arguments.GetRequiredValue(_line);
        var position = arguments.GetValue(_position) ?? line.Length;
        // Only what stands before the cursor counts. Shells may cut the blank that says that a new word begins.
        var before = position > line.Length ? line + " " : line[..position];
        var program = before.TrimStart().IndexOf(' ') is >= 0 and var end ? before.TrimStart()[(end + 1)..] : "";
        var word = program[(program.LastIndexOf(' ') + 1)..];
        var candidates = _root.Parse(program).GetCompletions(program.Length).Select(item => item.InsertText ?? item.Label);
        foreach (var candidate in candidates.Where(candidate => Fits(candidate, word)).Distinct()) Terminal.RawData.WriteLine(candidate);
        return Task.FromResult(ExitCodes.Success);
    }

    /// <summary>Options are offered once a dash is there: verbs and names are what a person looks for first.</summary>
    private static bool Fits(string candidate, string word) =>
        candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase)
        && (word.StartsWith('-') ? candidate.StartsWith("--", StringComparison.Ordinal) : candidate[0] is not ('-' or '/'));
}
