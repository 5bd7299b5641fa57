using System.CommandLine;
using NasFuse.Storage.Queries;

namespace NasFuse.Cli.CommandLine;

/// <summary>The options that make a question about trials.</summary>
internal sealed class QueryOptions
{
    private readonly Option<string?> _where = new("--where")
    {
        Description = "Which trials, e.g. \"state = 'complete' and (objectives.latencyMs < 20 or arch.fusions contains 'ffm')\".", HelpName = "E",
    };
    private readonly Option<string?> _groupBy = new("--group-by") { Description = "One row per value of these fields, e.g. \"choices.head/fusion, state\".",
        HelpName = "F" };
    private readonly Option<string?> _order = new("--order") { Description = "In which order, e.g. \"objectives.miou desc\".", HelpName = "E" };
    private readonly Option<string?> _select = new("--select")
    {
        Description = "Which fields, e.g. \"number, objectives, choices.head/width\"; of groups, e.g. \"count, mean(objectives.miou), max(objectives.miou)\".",
        HelpName = "F",
    };
    private readonly Option<int?> _limit = new("--limit") { Description = "At most so many rows.", HelpName = "N" };
    private readonly Option<int?> _offset = new("--offset") { Description = "Leave out so many rows at the beginning.", HelpName = "N" };

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [_where, _groupBy, _select, _order, _limit, _offset];

    /// <summary>The question.</summary>
    public TrialQuery Read(ParseResult arguments) => new()
    {
        Where = arguments.GetValue(_where), GroupBy = arguments.GetValue(_groupBy), Select = arguments.GetValue(_select), Order = arguments.GetValue(_order),
        Limit = arguments.GetValue(_limit), Offset = arguments.GetValue(_offset) ?? 0,
    };
}
