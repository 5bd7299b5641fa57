using System.CommandLine;
using NasFuse.Cli.CommandLine;
using NasFuse.Cli.Rendering;
using NasFuse.Core.Configuration;
using NasFuse.Storage.Queries;

namespace NasFuse.Cli.Commands;

/// <summary><c>nasfuse samplers list</c>: a line for each.</summary>
internal sealed class CatalogListCommand : Verb
{
    private readonly string _plural;
    private readonly IReadOnlyList<OptionEntry> _entries;
    private readonly Option<string> _format = CommonOptions.Format();

    public CatalogListCommand(string plural, string noun, IReadOnlyList<OptionEntry> entries, Terminal terminal)
        : base("list", $"One line for each {noun}, with the names of its options.", terminal)
    {
        (_plural, _entries) = (plural, entries);
        Add(_format);
    }

    protected override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        string[] columns = ["name", "summary", "options"];
        var rows = _entries.Select(entry => (QueryValue[])[QueryValue.Of(entry.Name), QueryValue.Of(entry.Summary), QueryValue.Of(Keys(entry))]);
        TrialRows.Print(QueryTable.Of(columns, rows), arguments.GetRequiredValue(_format), Terminal);
        Terminal.Next(CommandText.Of(_plural, "show", _entries.MaxBy(entry => OptionGuide.Of(entry).Count)!.Name));
        return Task.FromResult(ExitCodes.Success);
    }

    private static string Keys(OptionEntry entry) => string.Join(", ", OptionGuide.Of(entry).Select(option => option.Key));
}
