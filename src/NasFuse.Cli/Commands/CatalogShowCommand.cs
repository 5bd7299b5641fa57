using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Completion;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Configuration;
using NasFuse.Core.Diagnostics;
using NasFuse.Storage.Queries;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse samplers show nsga2</c>: options with ranges, defaults and meaning.</summary>
internal sealed class CatalogShowCommand : Verb
{
    private readonly string _noun;
    private readonly IReadOnlyList<OptionEntry> _entries;
    private readonly Argument<string> _name;
    private readonly Option<string> _format = CommonOptions.Format();

    public CatalogShowCommand(string noun, IReadOnlyList<OptionEntry> entries, Terminal terminal)
        : base("show", $"The options of one {noun}: what they accept, their defaults and meaning.", terminal)
    {
        (_noun, _entries) = (noun, entries);
        Add(_name = new Argument<string>("name") { Description = $"Name of the {noun}." }.SuggestEntries(entries));
        Add(_format);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var entry = Find(arguments.GetRequiredValue(_name));
        string[] columns = ["option", "accepts", "default", "meaning"];
        var rows = OptionGuide.Of(entry).Select(option => (QueryValue[])
            [QueryValue.Of(option.Key), QueryValue.Of(option.Accepts), QueryValue.Of(option.IsRequired ? "required" : option.Default ?? "–"),
                QueryValue.Of(option.Summary)]);
        Terminal.Say($"{_noun} '{entry.Name}': {entry.Summary}");
        TrialRows.Print(QueryTable.Of(columns, rows), arguments.GetRequiredValue(_format), Terminal);
        return Task.FromResult(ExitCodes.Success);
    }

    private OptionEntry Find(string name) => _entries.FirstOrDefault(entry => entry.Name == name) ?? throw new UserErrorException(
        new SourcePlace(name), ErrorCodes.UnknownName, $"unknown {_noun} '{name}'. {NearestName.Hint(name, [.. _entries.Select(entry => entry.Name)])}");
}
